package reference

import "slices"

// Defect is a failure of a real SCIM server that this one can be given on purpose, to prove that the judge sees it.
type Defect struct {
	// ID is the name in the catalogue of defects, for instance D-077.
	ID string
	// Title says in a few words what goes wrong.
	Title string
	// Source is a public report of it.
	Source string
	// spoil changes the one thing that is wrong.
	spoil func(*behaviour)
}

// Defects are all that there are, by id.
func Defects() []Defect {
	return slices.Concat(connectionDefects(), creationDefects(), lookupDefects(), activationDefects(), patchDefects(),
		messageDefects())
}

func defect(id string) (Defect, bool) {
	all := Defects()
	i := slices.IndexFunc(all, func(d Defect) bool { return d.ID == id })
	if i < 0 {
		return Defect{}, false
	}
	return all[i], true
}
