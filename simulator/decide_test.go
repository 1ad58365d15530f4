package simulator

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator/mapping"
)

// plain is a user who is assigned and enabled, has never been seen by the job, and matches nobody.
func plain() situation {
	return situation{
		assigned: true, inScope: true, enabled: true, differs: true,
		flowTypes: mapping.FlowTypes{Add: true, Update: true, Delete: true}, mapsSoftDelete: true, settings: &Settings{},
	}
}

// linked is the same user after the first cycle.
func linked() situation {
	s := plain()
	s.linked, s.managed = true, true
	return s
}

// The table of what the provisioning service sends, row by row: "how-provisioning-works", "known-issues",
// "skip-out-of-scope-deletions" and captures. A name is state before, event, default action.
func TestDecisionTable(t *testing.T) {
	tests := []struct {
		name string
		from func() situation
		when func(*situation)
		want actionKind
		code string
	}{
		{"not linked | enters scope, no match | POST", plain, func(s *situation) {}, create, ""},
		{"not linked | enters scope, one match | PATCH differing attributes, link", plain, func(s *situation) { s.matches = 1 }, update, ""},
		{"not linked | enters scope with accountEnabled=false | nothing: disabled users are not provisioned at first", plain,
			func(s *situation) { s.enabled = false }, skip, codeNotEntitled},
		{"linked, active | attribute changed | PATCH changed attributes", linked, func(s *situation) {}, update, ""},
		{"linked | change not mapped, or mapped value same | nothing", linked, func(s *situation) { s.differs = false }, skip, codeRedundantExport},
		{"linked | accountEnabled to false | PATCH active false", linked, func(s *situation) { s.enabled = false }, disable, ""},
		{"linked | unassigned | PATCH active false; afterwards not managed", linked, func(s *situation) { s.assigned = false }, disable, ""},
		{"linked | falls out of the scoping filter | PATCH active false", linked, func(s *situation) { s.inScope = false }, disable, ""},
		{"linked | falls out of the scoping filter | with SkipOutOfScopeDeletions nothing", linked, func(s *situation) {
			s.inScope, s.settings.SkipOutOfScopeDeletions = false, true
		}, skip, codeSynchronizationSkips},
		{"linked | soft-deleted in the directory | PATCH active false", linked, func(s *situation) { s.softDeleted = true }, disable, ""},
		{"linked | restored from soft delete | PATCH active true", linked, func(s *situation) { s.disabled = true }, restore, ""},
		{"linked | hard-deleted (30 days later or purge) | DELETE, if the Delete action is on", linked, func(s *situation) {
			s.disabled, s.softDeleted, s.purged = true, true, true
		}, remove, ""},
		{"linked | hard-deleted | nothing, if the Delete action is off", linked, func(s *situation) {
			s.purged, s.flowTypes.Delete = true, false
		}, skip, codeSynchronizationSkips},
		{"unassigned earlier | deleted later in the directory | nothing: no DELETE, object not managed", linked, func(s *situation) {
			s.assigned, s.managed, s.disabled, s.purged = false, false, true, true
		}, none, ""},
		{"disabled | assigned again | PATCH active true on the same id", linked, func(s *situation) { s.managed, s.disabled = false, true }, restore, ""},
		{"linked | GET by id says 404 | error InvalidAnchor", linked, func(s *situation) { s.missing = true }, fail, codeInvalidAnchor},
		{"target does not support soft delete | accountEnabled to false | DELETE", linked, func(s *situation) {
			s.enabled, s.settings.NoSoftDelete = false, true
		}, remove, ""},
		{"target does not support soft delete | unassigned | DELETE", linked, func(s *situation) {
			s.assigned, s.settings.NoSoftDelete = false, true
		}, remove, ""},
		{"target does not support soft delete | soft-deleted | DELETE", linked, func(s *situation) {
			s.softDeleted, s.settings.NoSoftDelete = true, true
		}, remove, ""},
		{"POST whose answer was lost, user exists | the operation is retried | POST again", plain,
			func(s *situation) { s.retriedCreate = true }, create, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := test.from()
			test.when(&s)
			got := decide(s)
			assert.Equal(t, test.want, got.kind)
			assert.Equal(t, test.code, got.code)
			assert.Equal(t, test.code != "", got.reason != "", "what is not done is explained")
		})
	}
}

// What the table leaves to switches of the mapping and to settings.
func TestDecisionSwitches(t *testing.T) {
	tests := []struct {
		name string
		from func() situation
		when func(*situation)
		want actionKind
		code string
	}{
		{"never assigned", plain, func(s *situation) { s.assigned = false }, none, ""},
		{"out of scope from the beginning", plain, func(s *situation) { s.inScope = false }, none, ""},
		{"deleted before it was provisioned", plain, func(s *situation) { s.softDeleted = true }, none, ""},
		{"purged before it was provisioned", plain, func(s *situation) { s.purged = true }, none, ""},
		{"two matches", plain, func(s *situation) { s.matches = 2 }, fail, codeDuplicateTarget},
		{"a match that has every value", plain, func(s *situation) { s.matches, s.differs = 1, false }, skip, codeRedundantExport},
		{"no match, Create off", plain, func(s *situation) { s.flowTypes.Add = false }, skip, codeSynchronizationSkips},
		{"a match, Create off", plain, func(s *situation) { s.matches, s.flowTypes.Add = 1, false }, update, ""},
		{"a match, Update off", plain, func(s *situation) { s.matches, s.flowTypes.Update = 1, false }, skip, codeSynchronizationSkips},
		{"disabled, provisioned all the same", plain, func(s *situation) { s.enabled, s.settings.ProvisionDisabledUsers = false, true }, create, ""},
		{"changed, Update off", linked, func(s *situation) { s.flowTypes.Update = false }, skip, codeSynchronizationSkips},
		{"disabled, Update off", linked, func(s *situation) { s.enabled, s.flowTypes.Update = false, false }, skip, codeSynchronizationSkips},
		{"disabled, IsSoftDeleted not mapped", linked, func(s *situation) { s.enabled, s.mapsSoftDelete = false, false }, skip, codeSynchronizationSkips},
		{"disabled, inactive in the target already", linked, func(s *situation) { s.enabled, s.differs = false, false }, skip, codeRedundantExport},
		{"disabled and known to be", linked, func(s *situation) { s.enabled, s.disabled = false, true }, skip, codeNotEntitled},
		{"disabled, then unassigned", linked, func(s *situation) { s.enabled, s.disabled, s.assigned = false, true, false }, skip, codeNotEntitled},
		{"unassigned earlier, changed", linked, func(s *situation) { s.assigned, s.managed, s.disabled = false, false, true }, none, ""},
		{"unassigned earlier, assigned again while disabled", linked, func(s *situation) { s.managed, s.disabled, s.enabled = false, true, false },
			skip, codeNotEntitled},
		{"restored, already active in the target", linked, func(s *situation) { s.disabled, s.differs = true, false }, skip, codeRedundantExport},
		{"SkipOutOfScopeDeletions, unassigned", linked, func(s *situation) { s.assigned, s.settings.SkipOutOfScopeDeletions = false, true },
			skip, codeSynchronizationSkips},
		{"SkipOutOfScopeDeletions, disabled", linked, func(s *situation) { s.enabled, s.settings.SkipOutOfScopeDeletions = false, true }, disable, ""},
		{"SkipOutOfScopeDeletions, soft-deleted", linked, func(s *situation) { s.softDeleted, s.settings.SkipOutOfScopeDeletions = true, true }, disable, ""},
		{"SkipOutOfScopeDeletions and SkipDisabledToo, disabled", linked, func(s *situation) {
			s.enabled, s.settings.SkipOutOfScopeDeletions, s.settings.SkipDisabledToo = false, true, true
		}, skip, codeSynchronizationSkips},
		{"SkipOutOfScopeDeletions and SkipDisabledToo, soft-deleted", linked, func(s *situation) {
			s.softDeleted, s.settings.SkipOutOfScopeDeletions, s.settings.SkipDisabledToo = true, true, true
		}, disable, ""},
		{"no soft delete, Delete off", linked, func(s *situation) {
			s.enabled, s.settings.NoSoftDelete, s.flowTypes.Delete = false, true, false
		}, skip, codeSynchronizationSkips},
		{"404, to be made again", linked, func(s *situation) { s.missing, s.settings.RecreateAfterInvalidAnchor = true, true }, create, ""},
		{"404, to be made again, but disabled", linked, func(s *situation) {
			s.missing, s.settings.RecreateAfterInvalidAnchor, s.enabled = true, true, false
		}, skip, codeNotEntitled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := test.from()
			test.when(&s)
			got := decide(s)
			assert.Equal(t, test.want, got.kind)
			assert.Equal(t, test.code, got.code)
		})
	}
}

func TestLanesOfSituations(t *testing.T) {
	assert.Equal(t, Create, plain().lane())
	assert.Equal(t, Update, linked().lane())
	for name, when := range map[string]func(*situation){
		"disabled":     func(s *situation) { s.enabled = false },
		"unassigned":   func(s *situation) { s.assigned = false },
		"soft-deleted": func(s *situation) { s.softDeleted = true },
		"purged":       func(s *situation) { s.purged = true },
	} {
		s := linked()
		when(&s)
		assert.Equal(t, Deprovision, s.lane(), name)
	}
	again := linked()
	again.disabled = true
	assert.Equal(t, Create, again.lane(), "who is assigned again is to be active soon")
}
