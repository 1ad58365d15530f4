// Package causes is the table of probable causes: what a wrong answer looks like, what is probably wrong with the service
// provider then, how Entra ID reacts, and what to change.
//
// A row is recognised by the exchange and by the difference between what was expected and what was found. It is a guess
// from outside, made in the words of somebody who has seen the fault before; the verdict does not depend on it. Reactions
// are Microsoft's documented error codes (Learn, "Provisioning log error codes" and "Quarantine status"); which status leads
// to which code is partly known from published logs only.
package causes

import (
	"slices"

	"github.com/entrasim/entrasim/reports"
)

// Row is one probable cause.
type Row struct {
	reports.Diagnosis
	// Broad says that the row fits many faults, so that findings are grouped by their exchanges and not by the row.
	Broad bool
	// Defects are the published faults that it describes.
	Defects []string

	when signature
}

// Table gives all rows, in the order in which they are tried: the first that fits wins, special ones stand before general
// ones.
func Table() []Row {
	return slices.Concat(plainRows(), messageRows(), connectionRows(), discoveryRows(), versionRows(), lookUpRows(), listRows(), creationRows(),
		operationRows(), activationRows(), groupRows(), memberRows(), rolesAndExtensionRows(), updateRows(), statusRows())
}

// Finder looks causes up. Its expressions are compiled once.
type Finder struct{ rows []compiled }

type compiled struct {
	Row
	matcher
}

// NewFinder compiles the table.
func NewFinder() *Finder {
	f := &Finder{}
	for _, r := range Table() {
		f.rows = append(f.rows, compiled{r, r.when.compile()})
	}
	return f
}

// Find gives the first row that a symptom fits.
func (f *Finder) Find(s Symptom) (Row, bool) {
	v := s.view()
	for _, r := range f.rows {
		if r.matches(v) {
			return r.Row, true
		}
	}
	return Row{}, false
}

// row makes a row. Its source names the defects, besides a document.
func row(id, title string, when signature, wrong, reaction, fix, source string, defects ...string) Row {
	for _, d := range defects {
		if source != "" {
			source += ", "
		}
		source += d
	}
	return Row{Diagnosis: reports.Diagnosis{ID: id, Title: title, Wrong: wrong, Reaction: reaction, Fix: fix, Source: source},
		Defects: defects, when: when}
}

// broad makes a row that fits many faults.
func broad(r Row) Row {
	r.Broad = true
	return r
}

// What Entra ID makes of an answer, in the words of its provisioning log.
const (
	badRequest = "The provisioning log shows SystemForCrossDomainIdentityManagementBadRequest for the object. It is tried again in " +
		"the next cycle and then ever more rarely; many such failures (more than 40 % of operations, from 5,000 on) quarantine the job."
	serverError = "The provisioning log shows InternalServerError. The object is tried again in the next cycle, 40 minutes later, and " +
		"then ever more rarely; failures count towards quarantine."
	conflict = "The provisioning log shows Conflict or EntryConflict. The object is tried again later and fails again until the " +
		"collision is gone; it counts towards quarantine."
	incompatible = "The provisioning log shows SystemForCrossDomainIdentityManagementServiceIncompatible: the answer cannot be " +
		"read. Each cycle fails at the same place."
	unnoticed = "Nothing: the provisioning log shows success, and nothing is sent again until the value changes in Entra ID. The " +
		"two sides differ without anybody being told."
	repeated = "The provisioning log shows success, but on the next read the value differs, so that the same update can be sent in " +
		"each cycle."
	duplicates  = "The user counts as not there and is created again: a second account, or Conflict in the provisioning log in each cycle."
	quarantined = "The job goes to quarantine at once, without counting failures; cycles thin out to one a day, an e-mail is sent, " +
		"and after four weeks the job is disabled."
	noReaction = "None in provisioning. Microsoft's validator and other clients stumble over it."
	protocol   = "RFC 7644, section "
	schema     = "RFC 7643, section "
	learn      = "Microsoft Learn, use-scim-to-provision-users-and-groups"
)
