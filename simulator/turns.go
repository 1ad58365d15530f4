package simulator

import "slices"

// turns are the waiting objects in the order in which a cycle takes them; a turn begins when the one before it is over.
func (j *Job) turns() [][]*pending {
	order := j.waiting.order
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
