package simulator

import "slices"

// passes are the waiting objects of the first pass of a cycle, and those that are taken after references.
func (j *Job) passes() (first, last []*pending) {
	if !j.settings.DeprovisionLast {
		return j.waiting.order, nil
	}
	last, first = split(j.waiting.order, func(p *pending) bool { return deprovisions(decide(j.situation(p)).kind) })
	return first, last
}

// turns are objects in the order in which a cycle takes them; a turn begins when the one before it is over.
func (j *Job) turns(order []*pending) [][]*pending {
	if j.settings.RetriesLast {
		fresh, failed := split(order, func(p *pending) bool { return p.escrow == nil })
		order = slices.Concat(fresh, failed)
	}
	users, groups := split(order, func(p *pending) bool { return p.change.typ == userObject })
	if j.settings.GroupsFirst {
		return [][]*pending{groups, users}
	}
	return [][]*pending{users, groups}
}

// split parts those for which first is true from the others, in their order.
func split(all []*pending, first func(*pending) bool) (yes, no []*pending) {
	for _, p := range all {
		if first(p) {
			yes = append(yes, p)
		} else {
			no = append(no, p)
		}
	}
	return yes, no
}
