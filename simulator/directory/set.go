package directory

import (
	"cmp"
	"iter"
	"slices"
)

// set is objects in the order in which they joined. Joining, leaving and the test for membership cost the same at any
// size; who joined after a watermark is found without looking at the others. The zero set is empty.
type set struct {
	slots    []slot // by joined; object nil where somebody left
	position map[*object]int32
}

type slot struct {
	joined Watermark
	object *object
}

func (s *set) len() int { return len(s.position) }

func (s *set) has(o *object) bool {
	_, ok := s.position[o]
	return ok
}

// add puts the object at the end; added is false if it was there. Joined is later than that of everybody there.
func (s *set) add(o *object, joined Watermark) (added bool) {
	if s.has(o) {
		return false
	}
	if s.position == nil {
		s.position = map[*object]int32{}
	}
	s.position[o] = int32(len(s.slots)) //nolint:gosec // objects are counted in millions
	s.slots = append(s.slots, slot{joined, o})
	return true
}

// remove takes the object out and says when it had joined; removed is false if it was not there.
func (s *set) remove(o *object) (joined Watermark, removed bool) {
	at, ok := s.position[o]
	if !ok {
		return 0, false
	}
	joined = s.slots[at].joined
	s.slots[at].object = nil
	delete(s.position, o)
	if len(s.slots) > 2*len(s.position)+16 { // constant cost per removal over time
		s.slots = slices.DeleteFunc(s.slots, func(x slot) bool { return x.object == nil })
		for i, x := range s.slots {
			s.position[x.object] = int32(i)
		}
	}
	return joined, true
}

// since are those who joined after the watermark, in order. The set must not change meanwhile.
func (s *set) since(w Watermark) iter.Seq2[Watermark, *object] {
	return func(yield func(Watermark, *object) bool) {
		first, _ := slices.BinarySearchFunc(s.slots, w+1, func(x slot, w Watermark) int { return cmp.Compare(x.joined, w) })
		for _, x := range s.slots[first:] {
			if x.object != nil && !yield(x.joined, x.object) {
				return
			}
		}
	}
}

// all are the objects in order. The set must not change meanwhile.
func (s *set) all() iter.Seq[*object] {
	return func(yield func(*object) bool) {
		for _, x := range s.slots {
			if x.object != nil && !yield(x.object) {
				return
			}
		}
	}
}

// joined is when the object, which is there, joined.
func (s *set) joined(o *object) Watermark { return s.slots[s.position[o]].joined }

// settle puts slots that were collected into order and makes the set of them. Twice is an object that is there twice, or
// joined together with another; nil if all is well.
func (s *set) settle() (twice *object) {
	if len(s.slots) == 0 {
		return nil
	}
	byJoined := func(a, b slot) int { return cmp.Compare(a.joined, b.joined) }
	if !slices.IsSortedFunc(s.slots, byJoined) {
		slices.SortFunc(s.slots, byJoined)
	}
	s.position = make(map[*object]int32, len(s.slots))
	for i, x := range s.slots {
		if s.has(x.object) || i > 0 && s.slots[i-1].joined == x.joined {
			return x.object
		}
		s.position[x.object] = int32(i)
	}
	return nil
}
