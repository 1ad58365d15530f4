package directory

import (
	"cmp"
	"iter"
	"slices"
)

// feed is the objects of one kind in the order of their latest change.
type feed struct {
	entries []entry
	objects int // how many there are, purged ones included
}

// entry is a place in the feed. It is superseded when the object has changed again.
type entry struct {
	sequence Watermark
	object   *object
}

func (e entry) superseded() bool { return e.object.changed != e.sequence }

// put puts an object at the end, as changed.
func (f *feed) put(o *object) {
	f.entries = append(f.entries, entry{sequence: o.changed, object: o})
	// Superseded entries are dropped when they are more than half: constant cost per change over time, and a feed that
	// grows with the objects, not with the years.
	if len(f.entries) > 2*f.objects+64 {
		f.entries = slices.DeleteFunc(f.entries, entry.superseded)
	}
}

// since are the objects that changed after the watermark, in the order of their latest change.
func (f *feed) since(w Watermark) iter.Seq[*object] {
	return func(yield func(*object) bool) {
		for _, e := range f.after(w) {
			if !e.superseded() && !yield(e.object) {
				return
			}
		}
	}
}

// after are the entries behind the watermark, superseded ones included.
func (f *feed) after(w Watermark) []entry {
	first, _ := slices.BinarySearchFunc(f.entries, w+1, func(e entry, w Watermark) int { return cmp.Compare(e.sequence, w) })
	return f.entries[first:]
}
