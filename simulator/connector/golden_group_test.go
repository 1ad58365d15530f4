package connector_test

import (
	"context"
	"testing"

	"github.com/entrasim/entrasim/simulator/connector"
)

// The requests about groups, and those about references between resources, with each setting that changes them.
func TestGroupRequests(t *testing.T) {
	created, none, done := reply{status: 201, body: `{"id":"9"}`}, reply{status: 200, body: empty}, reply{status: 204}
	wire := func(w connector.Wire) connector.Options { return connector.Options{Wire: w} }
	create := func(ctx context.Context, c *connector.Client) error {
		_, err := c.Groups().Create(ctx, []connector.Attribute{wanted(t, "displayName", "Test'Group"), wanted(t, "externalId", "8aa1a0c0")})
		return err
	}
	members := func(change connector.Change) func(context.Context, *connector.Client) error {
		change.Target, change.Value = target(t, "members"), connector.References{"2819", "2820"}
		return func(ctx context.Context, c *connector.Client) error {
			return c.Groups().Update(ctx, "9", []connector.Change{change})
		}
	}
	add, remove := members(connector.Change{Add: true}), members(connector.Change{Remove: true})
	both := func(ctx context.Context, c *connector.Client) error {
		change := func(ids ...string) connector.Attribute {
			return connector.Attribute{Target: connector.MembersTarget, Value: connector.References(ids)}
		}
		return c.Groups().Update(ctx, "9", []connector.Change{
			{Attribute: change("1", "2", "3"), Add: true}, {Attribute: change("4", "5"), Remove: true},
		})
	}
	manager := func(change connector.Change) func(context.Context, *connector.Client) error {
		change.Target, change.Value = target(t, enterprise+"manager"), connector.Reference("2819")
		return func(ctx context.Context, c *connector.Client) error {
			return c.Update(ctx, "7", []connector.Change{change})
		}
	}
	check := func(ctx context.Context, c *connector.Client) error {
		_, err := c.HasReference(ctx, "7", target(t, enterprise+"manager"), "2819")
		return err
	}
	runGolden(t, []goldenCase{
		{"group-probe", connector.Options{}, none, func(ctx context.Context, c *connector.Client) error {
			return c.Groups().Probe(ctx, target(t, "displayName"), "2b1c8a6e")
		}},
		{"group-find", connector.Options{}, none, func(ctx context.Context, c *connector.Client) error { // Get group by displayName
			_, err := c.Groups().Find(ctx, target(t, "displayName"), "displayName &1")
			return err
		}},
		{"group-find-external", connector.Options{}, none, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Groups().Find(ctx, target(t, "externalId"), "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159")
			return err
		}},
		{"group-get", connector.Options{}, reply{status: 200, body: `{"id":"9"}`}, // Get group
			func(ctx context.Context, c *connector.Client) error { _, err := c.Groups().Get(ctx, "9"); return err }},
		{"group-create", connector.Options{}, created, create}, // Create group
		{"group-create-plain", wire(connector.Wire{PlainGroupSchema: true, EmptyMembers: true}), created, create},
		{"group-rename", connector.Options{}, done, func(ctx context.Context, c *connector.Client) error { // Update group
			return c.Groups().Update(ctx, "9", []connector.Change{replaced(t, "displayName", "1879db59")})
		}},
		{"group-update", connector.Options{}, done, func(ctx context.Context, c *connector.Client) error {
			return c.Groups().Update(ctx, "9", []connector.Change{replaced(t, "displayName", "1879db59"), replaced(t, "externalId", "8aa1a0c0")})
		}},
		{"group-delete", connector.Options{}, done,
			func(ctx context.Context, c *connector.Client) error { return c.Groups().Delete(ctx, "9") }},
		{"members-add", connector.Options{}, done, add},       // Update group [add members]
		{"members-remove", connector.Options{}, done, remove}, // Update group [remove members]; scim-compatibility
		{"members-both", connector.Options{}, done, both},
		{"members-apart", wire(connector.Wire{RemovalsApart: true}), done, both},
		{"members-ref", wire(connector.Wire{RefInRemovals: true, RefInCompliantAdds: true}), done, func(ctx context.Context, c *connector.Client) error {
			return c.Groups().Update(ctx, "9", []connector.Change{
				{Attribute: connector.Attribute{Target: target(t, "members"), Value: connector.References{"1"}}, Add: true},
				{Attribute: connector.Attribute{Target: target(t, "members"), Value: connector.References{"2"}}, Remove: true},
			})
		}},
		{"manager-add", connector.Options{}, done, manager(connector.Change{Add: true}) /* Captain-P-Goldfish/SCIM-SDK#686 */},
		{"manager-replace", connector.Options{}, done, manager(connector.Change{})},
		{"manager-object", wire(connector.Wire{Manager: connector.ManagerObject}), done, manager(connector.Change{Add: true})},
		{"manager-list", wire(connector.Wire{Manager: connector.ManagerList}), done, manager(connector.Change{Add: true})},
		{"manager-emptied", connector.Options{}, done, manager(connector.Change{Remove: true})},
		{"manager-filtered", wire(connector.Wire{ManagerRemoval: connector.ManagerFiltered}), done, manager(connector.Change{Remove: true})},
		{"manager-emptied-object", wire(connector.Wire{Manager: connector.ManagerObject}), done, manager(connector.Change{Remove: true})},
		{"manager-create", connector.Options{}, reply{status: 201, body: `{"id":"7"}`}, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Create(ctx, []connector.Attribute{
				wanted(t, "userName", "a@x"), {Target: target(t, enterprise+"manager"), Value: connector.Reference("2819")},
			})
			return err
		}},
		{"reference-check", connector.Options{}, none, check}, // Example 4
		{"reference-check-members", connector.Options{}, none, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Groups().HasReference(ctx, "9", target(t, "members"), "2819")
			return err
		}},
		{"reference-check-reversed", wire(connector.Wire{ReferencedFirst: true}), none, check},
		{"reference-check-bare", wire(connector.Wire{AttributesFirst: true, BareReferences: true, QualifiedReferences: true}), none, check},
	})
}

// What the settings of users' requests change.
func TestWireSettings(t *testing.T) {
	wire := func(w connector.Wire) connector.Options { return connector.Options{Wire: w} }
	several := func(ctx context.Context, c *connector.Client) error {
		return c.Update(ctx, "7", []connector.Change{
			replaced(t, `emails[type eq "work"].value`, "a@x"), replaced(t, "active", true), replaced(t, "title", "Dr"),
			added(t, "nickName", "A"), added(t, enterprise+"department", "R&D"),
		})
	}
	find := func(ctx context.Context, c *connector.Client) error {
		_, err := c.Find(ctx, target(t, "userName"), `a "b" \c`)
		return err
	}
	twoMails := func(ctx context.Context, c *connector.Client) error {
		_, err := c.Create(ctx, []connector.Attribute{
			wanted(t, "userName", "a@x"), wanted(t, `emails[type eq "other"].value`, "a@home"), wanted(t, `emails[type eq "work"].value`, "a@x"),
		})
		return err
	}
	none, done := reply{status: 200, body: empty}, reply{status: 204}
	runGolden(t, []goldenCase{
		{"wire-plain-quotes", wire(connector.Wire{PlainQuotes: true}), none, find},
		{"wire-bare-external-id", wire(connector.Wire{BareExternalID: true}), none, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Find(ctx, target(t, "externalId"), "jyoung")
			return err
		}},
		{"wire-operations-per-patch", wire(connector.Wire{OperationsPerPatch: 2}), done, several},
		{"wire-page-size", wire(connector.Wire{PageSize: 1}), none, find},
		{"wire-merged-first", wire(connector.Wire{MergedFirst: true}), done, several},
		{"wire-active-apart", wire(connector.Wire{ActiveApart: true}), done, several},
		{"wire-merged-adds", wire(connector.Wire{MergedAdds: true}), done, several},
		{"wire-clearing-null", wire(connector.Wire{Clearing: connector.ClearingNull}), done, func(ctx context.Context, c *connector.Client) error {
			return c.Update(ctx, "7", []connector.Change{{Attribute: connector.Attribute{Target: target(t, "title")}, Remove: true}})
		}},
		{"wire-replace-only", wire(connector.Wire{ReplaceOnly: true}), done, several},
		{"wire-primary-first", wire(connector.Wire{Primary: connector.PrimaryFirst}), reply{status: 201, body: `{"id":"7"}`}, twoMails},
		{"wire-primary-each", wire(connector.Wire{Primary: connector.PrimaryEach}), reply{status: 201, body: `{"id":"7"}`}, twoMails},
		{"wire-primary-none", wire(connector.Wire{Primary: connector.PrimaryNone}), reply{status: 201, body: `{"id":"7"}`}, twoMails},
		{"wire-if-match", wire(connector.Wire{IfMatch: true}), reply{status: 200, body: `{"id":"7","meta":{"version":"W/\"3\""}}`},
			func(ctx context.Context, c *connector.Client) error {
				if _, err := c.Get(ctx, "7"); err != nil {
					return err
				}
				return c.Delete(ctx, "7")
			}},
		{"wire-omit-primary", wire(connector.Wire{OmitPrimary: true}), reply{status: 201, body: `{"id":"7"}`}, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Create(ctx, []connector.Attribute{wanted(t, "userName", "a@x"), wanted(t, `emails[type eq "work"].value`, "a@x")})
			return err
		}},
	})
}

// The three functions for roles, which differ in shape and in what they do to roles that are there.
func TestRoleRequests(t *testing.T) {
	roles := func(kind connector.RoleKind, add bool) func(context.Context, *connector.Client) error {
		value := connector.Roles{Kind: kind, List: []connector.Role{{ID: "r1", Value: "admin", DisplayName: "Admin"}}}
		return func(ctx context.Context, c *connector.Client) error {
			return c.Update(ctx, "7", []connector.Change{{Attribute: connector.Attribute{Target: target(t, "roles"), Value: value}, Add: add}})
		}
	}
	done := reply{status: 204}
	runGolden(t, []goldenCase{
		{"roles-single", connector.Options{}, done, roles(connector.SingleAppRoleAssignment, true)},
		{"roles-complex", connector.Options{}, done, roles(connector.AppRoleAssignmentsComplex, true)},
		{"roles-assertive", connector.Options{}, done, roles(connector.AssertiveAppRoleAssignmentsComplex, false)},
		{"roles-create", connector.Options{}, reply{status: 201, body: `{"id":"7"}`}, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Create(ctx, []connector.Attribute{wanted(t, "userName", "a@x"), {
				Target: target(t, "roles"), Value: connector.Roles{Kind: connector.AppRoleAssignmentsComplex, List: []connector.Role{{Value: "admin", DisplayName: "Admin"}}},
			}})
			return err
		}},
	})
}
