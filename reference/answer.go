package reference

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
)

// mediaType is the Content-Type of every answer with a body (RFC 7644 sections 3.8 and 8.1).
const mediaType = "application/scim+json"

// answer is a response before it is written.
type answer struct {
	status int
	header http.Header
	// body is nil for an answer without one.
	body object
	// text is the body of an answer that is not even JSON, which only a defect makes.
	text string
}

func success(body object) *answer {
	return &answer{status: http.StatusOK, header: http.Header{}, body: body}
}

func noContent() *answer {
	return &answer{status: http.StatusNoContent, header: http.Header{}}
}

// at is the answer with the location of the resource that it shows, which is also its meta.location.
func (a *answer) at(location string) *answer {
	a.header.Set("Location", location)
	return a
}

func (s *Server) write(w http.ResponseWriter, a *answer) {
	for _, hook := range s.behaviour.answering {
		hook(a)
	}
	var body []byte
	if a.body != nil {
		body = a.body.json()
		w.Header().Set("Content-Type", s.behaviour.contentType)
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	if a.text != "" {
		body = []byte(a.text)
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.status)
	// A client that has gone away is nobody to report the error to.
	_, _ = w.Write(body)
}

// object is a JSON object whose members keep their order, so that people find schemas and id first.
type object []member

type member struct {
	name  string
	value any
}

// set changes the member of that name, or adds it.
func (o *object) set(name string, value any) {
	for i, m := range *o {
		if m.name == name {
			(*o)[i].value = value
			return
		}
	}
	*o = append(*o, member{name, value})
}

// get is the value of the member of that name, nil for none.
func (o object) get(name string) any {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// rename gives a member another name.
func (o object) rename(from, to string) {
	for i, m := range o {
		if m.name == from {
			o[i].name = to
		}
	}
}

// remove takes the member of that name out.
func (o *object) remove(name string) {
	var rest object
	for _, m := range *o {
		if m.name != name {
			rest = append(rest, m)
		}
	}
	*o = rest
}

// json writes the object. Nothing is escaped that JSON does not demand, so that values look as they were sent.
func (o object) json() []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	o.encode(&b, encoder)
	return b.Bytes()
}

func (o object) encode(b *bytes.Buffer, encoder *json.Encoder) {
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		encodeValue(b, encoder, m.name)
		b.WriteByte(':')
		encodeValue(b, encoder, m.value)
	}
	b.WriteByte('}')
}

func encodeValue(b *bytes.Buffer, encoder *json.Encoder, value any) {
	switch v := value.(type) {
	case object:
		v.encode(b, encoder)
	case []object:
		if v == nil {
			b.WriteString("null")
			return
		}
		b.WriteByte('[')
		for i, o := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			o.encode(b, encoder)
		}
		b.WriteByte(']')
	default:
		if err := encoder.Encode(v); err != nil {
			panic(err) // everything that is put into an object is JSON
		}
		b.Truncate(b.Len() - 1) // the encoder ends each value with a line feed
	}
}
