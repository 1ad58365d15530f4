package directory

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
)

// Size says what tenant Generate makes.
type Size struct {
	// Seed decides everything that is left to chance: the same seed and size make the same tenant of an empty one, object
	// ids included.
	Seed uint64
	// Users is the number of users, guests among them.
	Users int
	// Groups is the number of groups. The first has half of the users, and their sizes fall quickly; every fifth has
	// another one as a member, every seventh is a Microsoft 365 group.
	Groups int
	// Domain is that of the userPrincipalNames; empty for contoso.example.
	Domain string
}

// Generate adds users and groups with names in several scripts: employees whose managers make a tree, with the departments
// and jobs that go with their place in it; telephone numbers as people write them; a few guests, and a few disabled
// accounts. Nobody is assigned. Errors: of a negative size or without names; nothing is added then.
func (t *Tenant) Generate(names Names, size Size) error {
	if size.Users < 0 || size.Groups < 0 {
		return fmt.Errorf("directory: generate: expected sizes of 0 or more, found %d users and %d groups", size.Users, size.Groups)
	}
	if len(names) == 0 {
		return errors.New("directory: generate: expected names of people, found none")
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	g := &generator{tenant: t, names: names, random: rand.New(rand.NewPCG(size.Seed, 0x656e747261)), //nolint:gosec // no secret
		domain: cmp.Or(size.Domain, "contoso.example"), taken: map[string]int{}, values: map[string]any{}}
	for _, c := range names {
		g.weights += c.Weight
	}
	users := make([]*object, 0, size.Users)
	for i := range size.Users {
		users = append(users, g.user(i, users))
	}
	g.groups(users, size.Groups)
	return nil
}

// generator makes one tenant.
type generator struct {
	tenant  *Tenant
	names   Names
	weights int
	random  *rand.Rand
	domain  string
	taken   map[string]int // how many sign-in names there are without their number
	values  map[string]any // of the object that is being made
	titles  map[string]int // how many groups there are of a name
	// nicknames is how many groups wanted to have one.
	nicknames map[string]int
}

func pick[E any](g *generator, list []E) E { return list[g.random.IntN(len(list))] }

// chance is true in so many of a hundred cases.
func (g *generator) chance(percent int) bool { return g.random.IntN(100) < percent }

// id is a GUID that the tenant does not have.
func (g *generator) id() string {
	for {
		high, low := g.random.Uint64(), g.random.Uint64()
		id := fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", high>>32, high>>16&0xffff, high&0xfff, 0x8000|low>>48&0x3fff, low&0xffffffffffff)
		if g.tenant.objects[id] == nil {
			return id
		}
	}
}

// digits puts digits for # and letters for A into a pattern.
func (g *generator) digits(pattern string, letters bool) string {
	text := []byte(pattern)
	for i, c := range text {
		switch {
		case c == '#':
			text[i] = byte('0' + g.random.IntN(10)) //nolint:gosec // a digit
		case c == 'A' && letters:
			text[i] = byte('A' + g.random.IntN(26)) //nolint:gosec // a letter
		}
	}
	return string(text)
}

// culture is one of the cultures, by weight.
func (g *generator) culture() *Culture {
	n := g.random.IntN(g.weights)
	for i := range g.names {
		if n -= g.names[i].Weight; n < 0 {
			return &g.names[i]
		}
	}
	return &g.names[0]
}
