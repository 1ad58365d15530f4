package simulator

import (
	"github.com/entrasim/entrasim/simulator/mapping"
)

// situation is everything on which the treatment of one user depends.
type situation struct {
	// The object in the directory: a user, or a group, which is always enabled. InScope is the outcome of the scoping
	// filters, true where there are none.
	group, assigned, inScope, enabled, softDeleted, purged bool

	// What the job remembers. Managed is false once the user was unassigned or out of scope; disabled says that the
	// target was last left inactive; retriedCreate that the operation to be retried is a POST; doubtful that a request was
	// sent whose outcome is not known.
	linked, managed, disabled, retriedCreate, doubtful bool

	// The target. Before it was asked: no match, not missing, differs.
	matches          int
	missing, differs bool

	// The configuration. MapsSoftDelete says that the mapping has a row that a disabled user can flow through.
	flowTypes      mapping.FlowTypes
	mapsSoftDelete bool
	settings       *Settings
}

// entitled is assigned and in scope.
func (s situation) entitled() bool { return s.assigned && s.inScope }

// active is whether the user should exist and be active in the target: the opposite of Entra's IsSoftDeleted flag.
func (s situation) active() bool { return s.entitled() && s.enabled && !s.softDeleted && !s.purged }

// noun is what the log calls the object.
func (s situation) noun() string {
	if s.group {
		return "group"
	}
	return "user"
}

// actionKind is what to do.
type actionKind uint8

const (
	none actionKind = iota // nothing, and nothing to say about it
	skip                   // nothing, with a row that says why
	fail                   // nothing, with a row that says what is wrong
	create
	update
	disable
	restore
	remove
)

// Action is a decision. Code and reason are those of a skip or failure.
type Action struct {
	kind         actionKind
	code, reason string
}

// Codes of skips and failures that no answer of the target has caused (Microsoft Learn, howto-analyze-provisioning-logs;
// provision-on-demand for RedundantExport).
const (
	codeDuplicateTarget      = "DuplicateTargetEntries"
	codeDuplicateSource      = "DuplicateSourceEntries"
	codeInvalidAnchor        = "InvalidAnchor"
	codeImportSkipped        = "ImportSkipped"
	codeInternalError        = "InternalError"
	codeMissingValues        = "MissingValues"
	codeNotEntitled          = "NotEffectivelyEntitled"
	codeRedundantExport      = "RedundantExport"
	codeSynchronizationSkips = "EntrySynchronizationSkipped"
)

func skipBecause(code, reason string) Action { return Action{kind: skip, code: code, reason: reason} }

var redundant = skipBecause(codeRedundantExport, "the target already has every mapped value")

var notUpdated = skipBecause(codeSynchronizationSkips, "the mapping does not allow the action Update")

// decide is what to do about a user: the table of the provisioning service's behaviour as a pure function (Microsoft
// Learn, how-provisioning-works and known-issues).
func decide(s situation) Action {
	switch {
	case s.purged:
		return s.decidePurged()
	case s.linked && s.missing && !s.settings.RecreateAfterInvalidAnchor:
		return Action{fail, codeInvalidAnchor, "the resource that the " + s.noun() + " is linked to no longer exists: make it again, " +
			"or restart the job with its links reset"}
	case !s.linked || s.missing:
		return s.decideEntering()
	case s.active():
		return s.decideActive()
	}
	return s.decideLeaving()
}

// decidePurged is for a user who was deleted for good. Who was unassigned before is no longer the job's to delete.
func (s situation) decidePurged() Action {
	switch {
	case !s.linked || !s.managed:
		return Action{}
	case !s.flowTypes.Delete:
		return skipBecause(codeSynchronizationSkips, "the mapping does not allow the action Delete")
	}
	return Action{kind: remove}
}

// decideEntering is for a user who has no resource in the target that the job knows of.
func (s situation) decideEntering() Action {
	switch {
	case !s.entitled() || s.softDeleted:
		return Action{}
	case !s.enabled && !s.settings.ProvisionDisabledUsers:
		return skipBecause(codeNotEntitled, "the user is disabled in the directory and was never provisioned")
	case s.matches > 1:
		return Action{fail, codeDuplicateTarget, "more than one resource matches the " + s.noun()}
	case s.matches == 1 && !s.differs:
		return redundant
	case s.matches == 1 && !s.flowTypes.Update:
		return notUpdated
	case s.matches == 1:
		return Action{kind: update}
	case !s.flowTypes.Add:
		return skipBecause(codeSynchronizationSkips,
			"no resource matches the "+s.noun()+", and the mapping does not allow the action Create")
	}
	return Action{kind: create}
}

// decideActive is for a linked user who is to be active.
func (s situation) decideActive() Action {
	switch {
	case !s.differs:
		return redundant
	case !s.flowTypes.Update:
		return notUpdated
	case s.disabled:
		return Action{kind: restore}
	}
	return Action{kind: update}
}

// decideLeaving is for a linked user who is not to be active: unassigned, out of scope, disabled or soft-deleted.
func (s situation) decideLeaving() Action {
	switch {
	case !s.managed && !s.entitled():
		return Action{} // was unassigned earlier
	case s.disabled && !s.doubtful:
		return skipBecause(codeNotEntitled, "the user is not active in the directory, and inactive in the target already")
	case s.settings.SkipOutOfScopeDeletions && (!s.entitled() || s.settings.SkipDisabledToo && !s.softDeleted):
		return skipBecause(codeSynchronizationSkips, "SkipOutOfScopeDeletions leaves users alone who go out of scope")
	case s.group && s.settings.KeepUnassignedGroups && !s.softDeleted:
		return skipBecause(codeSynchronizationSkips, "KeepUnassignedGroups leaves groups alone that are not assigned any more")
	case (s.group || s.settings.NoSoftDelete) && !s.flowTypes.Delete:
		return skipBecause(codeSynchronizationSkips,
			"it cannot be disabled in the target, and the mapping does not allow the action Delete")
	case s.group, s.settings.NoSoftDelete:
		return Action{kind: remove}
	case !s.mapsSoftDelete:
		return skipBecause(codeSynchronizationSkips, "the mapping has no row for IsSoftDeleted")
	case !s.flowTypes.Update:
		return notUpdated
	case !s.differs:
		return redundant
	}
	return Action{kind: disable}
}

// lane is the kind of change that the situation calls for, known before the target is asked anything. A restored user
// belongs to Create: whoever is assigned is to exist and be active soon, whether for the first time or again.
func (s situation) lane() Kind {
	switch {
	case s.purged, (s.linked || s.doubtful) && !s.active():
		return Deprovision
	case !s.linked, s.disabled:
		return Create
	}
	return Update
}

// matchesFirst says whether a user without a link is looked up in the target before anything is decided.
func (s situation) matchesFirst() bool {
	return !s.linked && (!s.retriedCreate || s.settings.MatchBeforeRetriedCreate)
}
