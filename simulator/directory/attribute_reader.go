package directory

import "math"

// Reader gives many values of one object's attributes, faster than Attributes does: it has looked once where each stands. The zero
// Reader has none.
type Reader struct {
	attributes Attributes
	indexed    bool
	places     [mostRows]uint16 // of the values of the table's rows; 0 for an absent one, since a value's row stands in front of it
}

// mostRows is how many attributes a table has at most, directory extensions aside.
const mostRows = 64

// Reset makes it read these attributes.
func (r *Reader) Reset(a Attributes) {
	*r = Reader{attributes: a, indexed: a.table != nil && len(a.packed) <= math.MaxUint16}
	if !r.indexed {
		return
	}
	for u := (unpacker{rest: string(a.packed)}); u.rest != ""; u.skip() {
		row := u.letter()
		if row == 0 {
			break // extensions come last, and are looked for by name
		}
		r.places[row-1] = uint16(len(a.packed) - len(u.rest)) //nolint:gosec // they were counted above
	}
}

// Read is the value of one attribute: a text, which most are and none is empty, or else another value, nil for none. Apart
// from each other they take no memory.
func (r *Reader) Read(name string) (text string, other any) {
	row, inTable := 0, false
	if r.indexed {
		row, inTable = r.attributes.table.index[name]
	}
	if !inTable {
		other = r.attributes.Value(name)
		if text, ok := other.(string); ok {
			return text, nil
		}
		return "", other
	}
	place := r.places[row]
	if place == 0 {
		return "", nil
	}
	u := unpacker{rest: string(r.attributes.packed[place:])}
	if u.rest[0] != packedText {
		return "", u.value()
	}
	u.letter()
	return u.text(), nil
}
