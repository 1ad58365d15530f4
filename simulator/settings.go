package simulator

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// Interval is the time between two cycles: PT40M in a job's schedule (Microsoft Learn,
// application-provisioning-when-will-provisioning-finish-specific-user). It cannot be configured in Entra.
const Interval = 40 * time.Minute

const fourWeeks = 28 * 24 * time.Hour

// Settings are the questions that public sources leave open or answer in two ways, and the switches that Entra itself has.
// The zero value of each field is the default.
type Settings struct {
	// Interval replaces the 40 minutes; some pages say 20 to 40.
	Interval time.Duration
	// Lanes give kinds of changes an interval of their own, for services that say they do. None is Entra's documented
	// behaviour: everything at one interval.
	Lanes []Lane

	// SkipProbe leaves out the look-up of a random user with which a cycle begins. It is seen in the field
	// (jelhub/scimgateway) and named by the SCIM page, so it is sent.
	SkipProbe bool
	// SkipGroupProbe leaves out the look-up of a random group that follows it, also when the connection is tested. The SCIM page
	// names both where groups are provisioned, so it is sent; the captures show the user's only.
	SkipGroupProbe bool
	// SkipIdleProbe leaves it out of cycles in which nothing is due. Nothing suggests that Entra does, so it is off; it
	// spares a target the thousands of look-ups of a month that is turned in a moment.
	SkipIdleProbe bool
	// SkipReadBeforeUpdate leaves out GET /Users/{id} before a PATCH, and compares with what was last exported. Captures
	// show the GET; how-provisioning-works speaks of the cached id only. It is sent.
	SkipReadBeforeUpdate bool
	// SkipReadAfterMatch leaves out the same GET for a resource that a look-up has just returned. It is not known whether Entra
	// reads it again; by default it does as before any other update.
	SkipReadAfterMatch bool
	// VerifyMatches ignores a resource that a filter returned though its attribute has another value, letter case apart.
	// Whether Entra compares is not known; by default the service provider's answer is believed.
	VerifyMatches bool
	// MatchBeforeRetriedCreate looks the user up again before a POST is retried. Whether Entra does is not known; a
	// published case shows the 409 of a POST whose first answer was lost repeating for ever (Microsoft Q&A 1151866), so
	// by default the POST alone is repeated. A new change of the object is matched in either case.
	MatchBeforeRetriedCreate bool
	// RecreateAfterInvalidAnchor forgets the link of a user whose resource is gone and lets it be matched or created again.
	// The documented behaviour is the error InvalidAnchor until links are reset; anything automatic is not known.
	RecreateAfterInvalidAnchor bool
	// FailMissingDelete makes a DELETE that answers 404 a failure. What Entra makes of it is not known; since nothing is
	// left to be deleted, it counts as done.
	FailMissingDelete bool
	// EscrowDelays are how long a failed operation waits after its first, second, … failure; the last one repeats, and it
	// then takes the next cycle of its lane. how-provisioning-works says the next cycle, then ever more rarely, without
	// numbers that are about single operations. By default it is the next cycle, then twice as long each time, up to a day.
	EscrowDelays []time.Duration
	// EscrowLifetime is after how long a failed operation is given up. The quarantine page's 28 days, which it says of the
	// job, are the default.
	EscrowLifetime time.Duration

	// EscrowOnDemand puts into escrow what fails on demand, to be tried again by cycles. Whether Entra does is not known; the
	// page speaks of one attempt whose result is shown (provision-on-demand), so it is off.
	EscrowOnDemand bool

	// Scoping answers what Microsoft's page leaves open about the operators of scoping filters; its fields say what and why.
	Scoping mapping.Options
	// SyncAll provisions everybody instead of those who are assigned: the portal's scope, whose default is assigned users.
	SyncAll bool
	// RolesWithSyncAll lets application roles flow where everybody is provisioned, too. customize-application-attributes calls none of
	// their functions compatible with that scope, and does not say what they do in it; it is off, and they find no role.
	RolesWithSyncAll bool
	// TooManyDeletesThreshold is how many objects a cycle may disable or delete (QuarantineTooManyDeletesThreshold in the
	// job's settings, accidental-deletions); 0 is any number. Whether a new application has it on is not known; it is off.
	TooManyDeletesThreshold int
	// ThresholdIsTooMany makes as many deletions as the threshold too many. Whether they are is not known; the page speaks of
	// exceeding it, so by default they pass.
	ThresholdIsTooMany bool
	// QuarantineThresholds are the numbers of failures that put the job into quarantine.
	QuarantineThresholds QuarantineThresholds
	// QuarantineAttempts are how long after a quarantine began the job tries again; the last one is also the interval
	// from there on. The page's schedule of 2025 is the default: 6, 12 and 24 hours. Its older copies say only that
	// cycles thin out to one a day.
	QuarantineAttempts []time.Duration
	// PruneInitialEscrows makes an initial cycle whose failures reach a threshold of quarantine forget them and pause the job
	// in place of quarantining it: Graph's page of synchronizationStatus says so of escrowsPruned. The quarantine page knows no
	// such exception, and administrators are told of quarantines, so it is off.
	PruneInitialEscrows bool
	// QuarantineLifetime is after how long a job in quarantine is disabled: four weeks.
	QuarantineLifetime time.Duration

	// RetriesLast makes a cycle take objects whose operation failed after all others of their type. Where Entra retries them in
	// a cycle is not known; by default they keep their place, which is before newer changes.
	RetriesLast bool
	// GroupsFirst makes a cycle take all groups before all users. Which come first is not written down; memberships come after
	// both (how-provisioning-works), and a mapping's users stand before its groups, so by default users come first.
	GroupsFirst bool
	// DeprovisionLast makes a cycle disable and delete after references, as how-provisioning-works lists the steps. Captures show
	// users disabled, and then members removed from their groups (docs.acqueon.com), so it is off and each object has its turn once.
	DeprovisionLast bool
	// ConcurrentExports is how many objects are provisioned at a time. How many Entra has under way is not known; by default
	// it is one, and a run's requests are then the same every time.
	ConcurrentExports int

	// MembersPerPatch is how many members of a group one PATCH adds or removes at most. How many Entra sends is not known;
	// app-gallery-user-provisioning-requirements asks targets to take several in one, so by default, 0, it is
	// all of them.
	MembersPerPatch int
	// SkipReferenceCheck leaves out the look-up "id eq … and manager eq …" before the manager of a user who existed already is
	// changed. use-scim-to-provision-users-and-groups describes it (Example 4), so it is sent; captures show the GET of the
	// user only. A target that refuses it is sent the change.
	SkipReferenceCheck bool

	// MembersTogether adds and removes members of a group in one PATCH when both are to be done. A sample body that came from
	// Entra has both (elimity-com/scim, testdata azuread); the page shows them apart, so it is off.
	MembersTogether bool
	// SkipNestedGroups leaves groups out of the members of groups. Their members are never expanded
	// (how-provisioning-works); an old capture has the nested group itself as a member
	// (Azure/AzureAD-BYOA-Provisioning-Samples#26), so by default one that is provisioned is a member like any other.
	SkipNestedGroups bool
	// EndMembershipsOfDeleted removes a user who is soft-deleted from the groups in the target, to which a restored user comes
	// back with a restart only. known-issues says that memberships are not restored, and nothing of how they end; by default
	// nothing is sent about them.
	EndMembershipsOfDeleted bool
	// ManagerInCreate sends the manager with the POST of a user if the manager has a resource by then, as captures show
	// (Captain-P-Goldfish/SCIM-SDK#686; Microsoft Q&A 188003). how-provisioning-works writes references in a later pass, so it is off.
	ManagerInCreate bool
	// RemoveManager removes the manager in the target when it is cleared in the directory, in the form of Wire.ManagerRemoval.
	// Administrators see that nothing is sent (techcommunity 4183339); a vendor saw a removal that may be Entra's
	// (thomaspoignant/scim-patch#453), so it is off.
	RemoveManager bool

	// ClearNulls clears an attribute in the target whose source became null, in the form of Wire.Clearing. Nulls do not flow
	// (customize-application-attributes), so it is off; Microsoft's onboarding tests clear attributes all the same.
	ClearNulls bool
	// Expressions decide what is left open of the functions of attribute mappings.
	Expressions expression.Options
	// ClearUnchangedSwitch makes an update clear every attribute of a Switch with a constant default whose value is still what
	// the target has: the page cautions that the service takes such a Switch for null when another attribute changed, and
	// writes that (functions-for-customizing-application-data). It calls this an issue, and nulls do not flow otherwise
	// (customize-application-attributes), so it is off; on, it rehearses what the target then is sent.
	ClearUnchangedSwitch bool

	// ProvisionDisabledUsers creates users who are disabled when they enter scope, as inactive ones. Entra does not
	// (known-issues).
	ProvisionDisabledUsers bool
	// NoSoftDelete says that the target cannot disable users (IsSoftDeletionSupported in the schema's metadata): what
	// would disable one deletes it. SCIM targets can.
	NoSoftDelete bool
	// KeepUnassignedGroups leaves a group in the target that is not assigned any more. A group cannot be disabled, and a
	// capture shows it deleted (docs.acqueon.com), so by default it is.
	KeepUnassignedGroups bool
	// ForgetUnassigned breaks the link of a user who was disabled for going out of scope, so that the user is looked up anew when
	// assigned again, and created if the target does not show inactive users. A report sees such a create (GitLab issue
	// 433194); an administrator sees the same id restored (Microsoft Q&A 5646806), as links are documented, so it is off.
	ForgetUnassigned bool
	// SkipOutOfScopeDeletions leaves users alone who go out of scope, unassigned ones included
	// (skip-out-of-scope-deletions). Off in Entra unless set.
	SkipOutOfScopeDeletions bool
	// SkipDisabledToo makes SkipOutOfScopeDeletions cover accountEnabled false as well. The page speaks of scope only, so
	// by default a disabled user is disabled in the target all the same.
	SkipDisabledToo bool

	// LogRetention is how long rows of the provisioning log are kept: 30 days as with a premium licence, the default, or 7 as
	// with a free one (concept-provisioning-logs).
	LogRetention time.Duration
	// OlderScopingKeys names the details of a scoping step as older logs do: IsActive, Assigned and
	// IsInProvisioningScopeDisplayName (howto-analyze-provisioning-logs). The sentences of provision-on-demand are the default.
	OlderScopingKeys bool
}

// escrowDelays are those that are set, or the default.
func (s Settings) escrowDelays() []time.Duration {
	if s.EscrowDelays != nil {
		return s.EscrowDelays
	}
	interval := cmp.Or(s.Interval, Interval)
	delays := []time.Duration{0}
	for d := 2 * interval; d < 24*time.Hour; d *= 2 {
		delays = append(delays, d)
	}
	return append(delays, 24*time.Hour)
}

func (s Settings) escrowLifetime() time.Duration { return cmp.Or(s.EscrowLifetime, fourWeeks) }

func (s Settings) quarantineLifetime() time.Duration { return cmp.Or(s.QuarantineLifetime, fourWeeks) }

func (s Settings) quarantineAttempts() []time.Duration {
	if s.QuarantineAttempts != nil {
		return s.QuarantineAttempts
	}
	return []time.Duration{6 * time.Hour, 12 * time.Hour, 24 * time.Hour}
}

// Kind is a kind of change, by which lanes divide the work.
type Kind string

const (
	// Deprovision disables or deletes.
	Deprovision Kind = "deprovision"
	// Create provisions or restores.
	Create Kind = "create"
	// Update changes attributes.
	Update Kind = "update"
)

// Lane is a cadence: one kind of change and how often it is looked for.
type Lane struct {
	Kind  Kind
	Every time.Duration
	// Phase is how long after the job's start the lane runs first, less than Every. Zero is a whole interval.
	Phase time.Duration
}

// validate says what is wrong with the settings, each by its name.
func (s Settings) validate() error {
	var errs []error
	wrong := func(name, expected string, found any) {
		errs = append(errs, fmt.Errorf("%s: expected %s, found %v", name, expected, found))
	}
	thresholds := s.QuarantineThresholds
	for name, n := range map[string]int{
		"ConcurrentExports": s.ConcurrentExports, "MembersPerPatch": s.MembersPerPatch, "TooManyDeletesThreshold": s.TooManyDeletesThreshold,
		"QuarantineThresholds.Base": thresholds.Base, "QuarantineThresholds.Total": thresholds.Total, "QuarantineThresholds.Failures": thresholds.Failures,
	} {
		if n < 0 {
			wrong(name, "0 or more", n)
		}
	}
	if thresholds.Percent < 0 || thresholds.Percent > 100 {
		wrong("QuarantineThresholds.Percent", "0 to 100", thresholds.Percent)
	}
	for name, d := range map[string]time.Duration{
		"Interval": s.Interval, "LogRetention": s.LogRetention, "EscrowLifetime": s.EscrowLifetime, "QuarantineLifetime": s.QuarantineLifetime,
	} {
		if d < 0 {
			wrong(name, "a duration above 0", d)
		}
	}
	for i, d := range s.EscrowDelays {
		if d < 0 {
			wrong(fmt.Sprintf("EscrowDelays[%d]", i), "a duration of 0 or more", d)
		}
	}
	for i, d := range s.QuarantineAttempts {
		if d <= 0 || i > 0 && d <= s.QuarantineAttempts[i-1] {
			wrong(fmt.Sprintf("QuarantineAttempts[%d]", i), "a duration above the one before it", d)
		}
	}
	slices.SortFunc(errs, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return errors.Join(append(errs, s.validateLanes()...)...)
}

func (s Settings) validateLanes() (errs []error) {
	if len(s.Lanes) == 0 {
		return nil
	}
	var kinds []Kind
	for i, lane := range s.Lanes {
		if lane.Every <= 0 || lane.Phase < 0 || lane.Phase >= lane.Every {
			errs = append(errs, fmt.Errorf("%s[%d]: expected an interval above 0 and a phase below it, found %s and %s",
				"Lanes", i, lane.Every, lane.Phase))
		}
		kinds = append(kinds, lane.Kind)
	}
	slices.Sort(kinds)
	if want := []Kind{Create, Deprovision, Update}; !slices.Equal(kinds, want) {
		errs = append(errs, fmt.Errorf("%s: expected one for each of %v, found %v", "Lanes", want, kinds))
	}
	return errs
}
