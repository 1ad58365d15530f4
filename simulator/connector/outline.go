package connector

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"sync"
)

// outline is a JSON text but for some values. It is made once for many bodies that differ in the values only.
type outline struct {
	texts  []string // what stands before, between and behind the values
	places []int    // which value stands behind each of the texts but the last
	size   int      // bytes of all texts
}

// place stands for a value in what an outline is made of.
type place int

// gap is on both sides of a place's number in the text that is taken apart. No JSON text has one.
const gap = "\x00"

func newOutline(body object) *outline {
	o := &outline{}
	for i, part := range strings.Split(string(encode(body)), gap) {
		if i%2 == 0 {
			o.texts, o.size = append(o.texts, part), o.size+len(part)
			continue
		}
		number, _ := strconv.Atoi(part) // written by appendJSON
		o.places = append(o.places, number)
	}
	return o
}

// fill is the JSON text with these values.
func (o *outline) fill(value func(place int) any) []byte {
	const most = 32 // bytes of most values
	var b bytes.Buffer
	b.Grow(o.size + most*len(o.places))
	for i, place := range o.places {
		b.WriteString(o.texts[i])
		appendJSON(&b, value(place))
	}
	b.WriteString(o.texts[len(o.places)])
	return b.Bytes()
}

// outlines are those of the POSTs of one connection. It is safe for concurrent use.
type outlines struct {
	mu    sync.RWMutex
	known map[string]*outline
}

// mostOutlines is how many are kept: the attributes that users have come in few combinations, and if not, nothing is gained.
const mostOutlines = 1000

// create is the body of a POST with these attributes.
func (o *outlines) create(kind resourceType, wire *Wire, attributes []Attribute) ([]byte, error) {
	var room [1024]byte
	key := append(room[:0], kind.name...)
	for _, a := range attributes {
		form := byte('v')
		if _, roles := a.Value.(Roles); roles {
			form = 'r' // which are placed otherwise
		}
		key = append(binary.AppendUvarint(append(key, form), uint64(len(a.Target.text))), a.Target.text...)
	}
	o.mu.RLock()
	known := o.known[string(key)]
	o.mu.RUnlock()
	if known == nil {
		var err error
		if known, err = createOutline(kind, wire, attributes); err != nil {
			return nil, err
		}
		o.keep(string(key), known)
	}
	return known.fill(func(place int) any { return attributes[place].created(wire) }), nil
}

func (o *outlines) keep(key string, made *outline) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.known == nil || len(o.known) >= mostOutlines {
		o.known = map[string]*outline{}
	}
	o.known[key] = made
}
