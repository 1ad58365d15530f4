package reference

import (
	"slices"
	"strings"
)

// Defect is a failure of a real SCIM server that this one can be given on purpose, to prove that the judge sees it.
type Defect struct {
	// ID is the name in the catalogue of defects, for instance D-077.
	ID string
	// Title says in a few words what goes wrong.
	Title string
	// Source is a public report of it.
	Source string
	// Profile is the one under which the defect can be seen; empty for any.
	Profile string
	// spoil changes the one thing that is wrong.
	spoil func(*behaviour)
}

// Defects are all that there are, by id.
func Defects() []Defect {
	all := slices.Concat(discoveryDefects(), connectionDefects(), creationDefects(), locationDefects(), lookupDefects(),
		listDefects(), activationDefects(), patchDefects(), lossDefects(), extensionDefects(), roleDefects(), versionDefects(),
		messageDefects(), groupDefects(), membershipDefects(), relationDefects(), concurrencyDefects(), scaleDefects())
	slices.SortFunc(all, func(a, b Defect) int { return strings.Compare(a.ID, b.ID) })
	return all
}

func defect(id string) (Defect, bool) {
	all := Defects()
	i := slices.IndexFunc(all, func(d Defect) bool { return d.ID == id })
	if i < 0 {
		return Defect{}, false
	}
	return all[i], true
}
