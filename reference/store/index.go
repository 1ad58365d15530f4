package store

// index is the records by the values of one key name.
type index map[string]postings

// postings are the records that have one value. Nearly all values belong to a single record, so that one needs no list:
// first is the only one, or nil when more has them.
type postings struct {
	first *entry
	more  *sequence
}

func (x index) link(e *entry, value string) {
	p := x[value]
	switch {
	case p.more != nil:
		p.more.insert(e)
		return
	case p.first == nil:
		p.first = e
	default:
		p.more = &sequence{}
		p.more.insert(p.first)
		p.more.insert(e)
		p.first = nil
	}
	x[value] = p
}

func (x index) unlink(e *entry, value string) {
	p := x[value]
	if p.more != nil {
		p.more.remove(e)
		if !p.more.empty() {
			return
		}
	}
	delete(x, value)
}

// other is a record among the postings that is not self, or nil.
func (p postings) other(self *entry) *entry {
	if p.more == nil {
		if p.first != self {
			return p.first
		}
		return nil
	}
	for e := range p.more.from(0) {
		if e != self {
			return e
		}
	}
	return nil
}

// records are copies of the postings' records in creation order.
func (p postings) records() []Record {
	if p.more == nil {
		if p.first == nil {
			return nil
		}
		return []Record{p.first.record}
	}
	return p.more.records()
}
