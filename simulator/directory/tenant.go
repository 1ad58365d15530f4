// Package directory is the source side of provisioning: a Microsoft Entra tenant with its users and groups, the
// application's roles and who is assigned to it, soft deletion and its end after 30 days, and the change feed that a
// provisioning job reads.
//
// It is not Microsoft Graph: it keeps what provisioning can see and nothing else. Attribute names are those that Entra
// offers as sources in an attribute mapping (Microsoft Learn, customize-application-attributes), not Graph's.
package directory

import (
	"sync"
	"time"
)

// Tenant holds the users and groups of one directory and the order in which they changed. It is safe for concurrent use.
type Tenant struct {
	// RenameDeletedUsers makes DeleteUser free the user principal name at once, by putting the object id without its
	// dashes in front of it; RestoreUser takes it off again. A published failure shows Entra exporting such a name in
	// the same PATCH as the deactivation (D-106, https://github.com/onyx-dot-app/onyx/pull/14074). No Microsoft page
	// mentions it for provisioning and no second report was found, so it is off. Set it before the tenant is used.
	RenameDeletedUsers bool

	now   func() time.Time
	newID func() string

	mu        sync.Mutex
	objects   map[string]*object // by object id; a purged one stays, as the tombstone that the change feed reports
	names     map[string]*object // by lower-case userPrincipalName, of users that are not deleted
	users     []*object          // in the order of creation, tombstones included
	groups    []*object          // the same for groups
	userFeed  feed
	groupFeed feed
	sequence  Watermark   // of the latest change
	handedOut Watermark   // the latest that a reader of the feed was given
	churned   []*object   // groups that remember who left
	forgotten Watermark   // of the latest end of a membership that no group remembers any more, though a reader saw it begin
	bin       []*deletion // soft deletions, oldest first; one that was undone or done is skipped

	roles         []*appRole // in the order of creation
	defaultAccess *appRole
}

// New is an empty tenant. Now gives the time of changes and never goes back; newID gives object ids, each once: in Entra
// they are GUIDs.
func New(now func() time.Time, newID func() string) *Tenant {
	return &Tenant{now: now, newID: newID, objects: map[string]*object{}, names: map[string]*object{},
		defaultAccess: &appRole{AppRole: AppRole{ID: DefaultAccess, DisplayName: "Default Access", Enabled: true}}}
}
