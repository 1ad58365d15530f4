package store

import (
	"cmp"
	"iter"
	"slices"
)

// chunkMax is the largest number of entries in one chunk of a sequence: the cost of a change in the middle.
const chunkMax = 512

// sequence is entries in creation order. It is a sorted list in chunks: to find, add and remove an entry costs a binary
// search and the shift of at most one chunk, and a removed entry leaves no gap behind. The zero value is empty.
type sequence struct {
	// chunks are not empty, sorted, and every entry of one is before every entry of the next.
	chunks [][]*entry
	size   int
}

func (s *sequence) empty() bool { return s.size == 0 }

// chunk is the number of the first chunk whose last entry is not before number, or len(s.chunks).
func (s *sequence) chunk(number uint64) int {
	i, _ := slices.BinarySearchFunc(s.chunks, number, func(c []*entry, n uint64) int {
		return cmp.Compare(c[len(c)-1].sequence, n)
	})
	return i
}

// place is where in a chunk the entry with the number is or would be.
func place(chunk []*entry, number uint64) (int, bool) {
	return slices.BinarySearchFunc(chunk, number, func(e *entry, n uint64) int { return cmp.Compare(e.sequence, n) })
}

// insert adds an entry that is not in the sequence.
func (s *sequence) insert(e *entry) {
	s.size++
	c := s.chunk(e.sequence)
	if c == len(s.chunks) { // the newest of all, which is what an insertion into the store always is
		if c == 0 || len(s.chunks[c-1]) == chunkMax {
			s.chunks = append(s.chunks, []*entry{e})
			return
		}
		s.chunks[c-1] = append(s.chunks[c-1], e)
		return
	}
	chunk := s.chunks[c]
	if len(chunk) == chunkMax {
		upper := slices.Clone(chunk[chunkMax/2:])
		clear(chunk[chunkMax/2:])
		s.chunks[c] = chunk[:chunkMax/2]
		s.chunks = slices.Insert(s.chunks, c+1, upper)
		if e.sequence > s.chunks[c][chunkMax/2-1].sequence {
			c++
		}
		chunk = s.chunks[c]
	}
	i, _ := place(chunk, e.sequence)
	s.chunks[c] = slices.Insert(chunk, i, e)
}

// has reports whether an entry is in the sequence.
func (s *sequence) has(e *entry) bool {
	c := s.chunk(e.sequence)
	if c == len(s.chunks) {
		return false
	}
	_, found := place(s.chunks[c], e.sequence)
	return found
}

// remove takes out an entry that is in the sequence.
func (s *sequence) remove(e *entry) {
	s.size--
	c := s.chunk(e.sequence)
	i, _ := place(s.chunks[c], e.sequence)
	if s.chunks[c] = slices.Delete(s.chunks[c], i, i+1); len(s.chunks[c]) == 0 {
		s.chunks = slices.Delete(s.chunks, c, c+1)
	}
}

// from are the entries whose sequence number is number or higher, in order.
func (s *sequence) from(number uint64) iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		for c := s.chunk(number); c < len(s.chunks); c++ {
			i, _ := place(s.chunks[c], number)
			for _, e := range s.chunks[c][i:] {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// records are copies of the entries' records, in order; nil for none.
func (s *sequence) records() []Record {
	if s.empty() {
		return nil
	}
	records := make([]Record, 0, s.size)
	for e := range s.from(0) {
		records = append(records, e.record)
	}
	return records
}
