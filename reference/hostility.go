package reference

import (
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"strconv"

	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// Hostility is what a service provider may do to its clients within the letter of the standard, so that a client that was
// fitted to one server breaks here before it breaks at a customer's:
//
//   - the members of an object come in another order each time (RFC 8259 section 4: an object is unordered);
//   - ids are opaque, of unusual characters and without a digit (RFC 7643 section 3.1);
//   - a page has two resources at most, whatever count asks for (RFC 7644 section 3.4.2.4);
//   - Resources is left out of an empty list, and itemsPerPage and startIndex of one that is whole, where they are not
//     required (RFC 7644 section 3.4.2);
//   - $ref is a relative URI (RFC 7643 section 2.3.7, and the example of section 8.3);
//   - resources have an extension that no client knows, which /Schemas and /ResourceTypes describe (RFC 7643 section 3.3);
//   - answers have a member that no schema describes. The RFCs do not forbid it, and servers do it.
//
// Lists that lag behind the writes are a switch of their own. The RFCs say nothing of consistency, and Entra ID would bear
// it: it looks a user up before it creates one, keeps the id, and never looks again. But whoever creates a user and then
// looks for the user, as tests do and as Entra ID does after a create whose answer was lost, takes what is not listed for
// not there.
type Hostility struct {
	// Enabled switches it on.
	Enabled bool `json:"enabled"`
	// Seed decides on everything that is left to chance: the same seed and the same requests, one after the other, get
	// the same answers.
	Seed int64 `json:"seed"`
	// LateLists is for how many look-ups of its resource type a write is not yet seen in lists, which show the resource as
	// it was before. 0 is none. A read by id is never late.
	LateLists int `json:"lateLists"`
}

// hostilePage is the largest page of a hostile server.
const hostilePage = 2

// The extension that no client knows, with its one attribute.
const (
	noiseSchema    = "urn:ietf:params:scim:schemas:extension:entrasim:2.0:Noise"
	noiseAttribute = "noise"
)

// spoil makes a server hostile.
func (h Hostility) spoil(s *Server) {
	s.profile.PageMax = min(s.profile.PageMax, hostilePage)
	s.newID = func() string { return h.freeID(s) }
	if h.LateLists > 0 {
		s.store = &late{Store: s.store, lookUps: h.LateLists, keys: s.storedKeys}
	}
	types := s.types
	s.types = make([]*resourceType, len(types))
	for i, t := range types {
		s.types[i] = t.with(noiseExtension())
	}
	s.behaviour.reading = append(s.behaviour.reading, func(r store.Record) store.Record {
		r.Attributes = maps.Clone(r.Attributes)
		r.Attributes[noiseSchema] = map[string]any{noiseAttribute: h.noise(r.ID)}
		return r
	})
	s.behaviour.representing = append(s.behaviour.representing, func(_ *Server, r store.Record, o *object) {
		o.set("x-"+h.noise(r.Type), []string{h.noise(r.ID)})
	})
	s.behaviour.answering = append(s.behaviour.answering, func(a *answer) {
		if a.body != nil {
			chance := h.chance("order " + strconv.FormatUint(s.variants.answers.Add(1), 10))
			a.body = disguise(chance, s.profile.BasePath, sparing(a.body))
		}
	})
}

// chance is a source of chance of its own for a purpose.
func (h Hostility) chance(purpose string) *rand.Rand {
	digest := fnv.New64a()
	_, _ = digest.Write([]byte(purpose))                         // never fails
	return rand.New(rand.NewPCG(uint64(h.Seed), digest.Sum64())) //nolint:gosec // repeatable, not secret
}

// freeID is the next id that no resource has: a store that was used before has some.
func (h Hostility) freeID(s *Server) string {
next:
	for {
		id := h.oddID(s.variants.ids.Add(1))
		for _, t := range s.types {
			if _, taken := s.store.Get(t.Name, id); taken {
				continue next
			}
		}
		return id
	}
}

// oddID is the nth id: unreserved and sub-delimiting characters only, so that it may stand in a path as it is, and unique
// because n is spelt out in letters.
func (h Hostility) oddID(n uint64) string {
	const letters, odd = "ghijkmnopq", "ABXYZ.~_-:@$"
	chance := h.chance("id " + strconv.FormatUint(n, 10))
	id := []byte{odd[chance.IntN(5)]}
	for _, digit := range strconv.FormatUint(n, 10) {
		id = append(id, letters[digit-'0'])
	}
	for range 12 {
		id = append(id, odd[chance.IntN(len(odd))])
	}
	return string(append(id, 'z'))
}

// noise is a word, the same each time, since a resource that nobody changes stays as it is.
func (h Hostility) noise(about string) string {
	const syllables = "bodafekuximo"
	chance := h.chance("noise " + about)
	var word []byte
	for range 4 {
		at := 2 * chance.IntN(len(syllables)/2)
		word = append(word, syllables[at:at+2]...)
	}
	return string(word)
}

func noiseExtension() schema.Extension {
	return schema.Extension{Schema: &schema.Schema{ID: noiseSchema, Name: "Noise", Description: "What clients pass over",
		Attributes: []*schema.Attribute{{Name: noiseAttribute, Type: schema.String, Description: "A word",
			Mutability: schema.ReadOnly, Returned: schema.Default, Uniqueness: schema.UniqueNone}}}}
}

// with is the resource type with one more extension.
func (t *resourceType) with(e schema.Extension) *resourceType {
	plain := *t.ResourceType
	plain.Extensions = append(plain.Extensions[:len(plain.Extensions):len(plain.Extensions)], e)
	extended := *t
	extended.ResourceType = &plain
	return &extended
}
