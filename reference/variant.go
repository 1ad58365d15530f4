package reference

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/entrasim/entrasim/reference/store"
)

// variants are a server's ways to behave over one store. A variant is a Server that is not modified once it is among them,
// so that a request that is in flight when another is switched to ends as it began.
type variants struct {
	// plain is the variant without defect or hostility, from which the others are made.
	plain *Server
	// newest is the one that requests are served by.
	newest atomic.Pointer[Server]
	// ids and answers count those that hostile variants have made.
	ids, answers atomic.Uint64
	// switching lets one switch finish before the next begins.
	switching sync.Mutex
}

// current is the variant that serves from now on.
func (s *Server) current() *Server { return s.variants.newest.Load() }

// vary makes the variant with these defects and this hostility the current one.
func (v *variants) vary(defects []string, h Hostility) error {
	varied := *v.plain
	var err error
	if varied.behaviour, err = behave(varied.profile, defects); err != nil {
		return err
	}
	varied.defects, varied.hostility = defects, h
	if h.Enabled {
		h.spoil(&varied)
	}
	v.newest.Store(&varied)
	return nil
}

// ActiveDefects are the ids of the defects that are switched on, in order.
func (s *Server) ActiveDefects() []string { return slices.Clone(s.current().defects) }

// SwitchDefect switches a defect on or off for all requests that come in from now on. What is so already stays so. The
// error says that the catalogue does not have the id.
func (s *Server) SwitchDefect(id string, on bool) error {
	if _, ok := defect(id); !ok {
		return unknownDefect(id)
	}
	s.variants.switching.Lock()
	defer s.variants.switching.Unlock()
	was := s.current()
	defects := slices.DeleteFunc(slices.Clone(was.defects), func(other string) bool { return other == id })
	if on {
		defects = append(defects, id)
		slices.Sort(defects)
	}
	return s.variants.vary(defects, was.hostility)
}

func unknownDefect(id string) error {
	return fmt.Errorf("expected a defect of the catalogue, found %q", id)
}

// Hostility is how hostile the server is.
func (s *Server) Hostility() Hostility { return s.current().hostility }

// SetHostility changes how hostile the server is for all requests that come in from now on. Resources keep their ids.
func (s *Server) SetHostility(h Hostility) error {
	s.variants.switching.Lock()
	defer s.variants.switching.Unlock()
	return s.variants.vary(s.current().defects, h)
}

// Reset empties the store, what the portal made and what was archived included. Records that a request adds meanwhile
// may stay. The account's token and the switches are as before.
func (s *Server) Reset() error {
	for _, t := range s.types {
		var ids []string
		s.store.Each(t.Name, func(r store.Record) bool {
			ids = append(ids, r.ID)
			return true
		})
		for _, id := range ids {
			if err := s.store.Remove(t.Name, id); err != nil && !errors.Is(err, store.ErrNotFound) {
				return fmt.Errorf("reset: %w", err)
			}
		}
	}
	return nil
}
