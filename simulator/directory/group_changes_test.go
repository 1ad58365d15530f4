package directory_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

// describedGroups is the feed since a watermark as "type id +added -removed" lines.
func describedGroups(tenant *directory.Tenant, since directory.Watermark) []string {
	changes, _ := tenant.GroupChanges(since)
	var lines []string
	for _, c := range changes {
		line := fmt.Sprintf("%s %s", c.Type, c.Group.ObjectID)
		if c.AllMembers {
			line += " all"
		}
		if len(c.MembersAdded) > 0 {
			line += " +" + strings.Join(c.MembersAdded, "+")
		}
		if len(c.MembersRemoved) > 0 {
			line += " -" + strings.Join(c.MembersRemoved, "-")
		}
		lines = append(lines, line)
	}
	return lines
}

func TestMemberDelta(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, bob, cid := create(t, tenant, "ann@x"), create(t, tenant, "bob@x"), create(t, tenant, "cid@x") // u1 to u3
	sales, team := createGroup(t, tenant, "Sales"), create365(t, tenant, "Team")                        // u4, u5
	require.NoError(t, tenant.AddMember(sales, ann))
	require.NoError(t, tenant.AddMember(sales, bob))

	do := func(steps ...error) {
		for _, err := range steps {
			require.NoError(t, err)
		}
	}
	mark := tenant.Delta(0).Next
	tests := []struct {
		name string
		do   func()
		want []string
	}{
		{"nothing", func() {}, nil},
		{"joined", func() { do(tenant.AddMember(sales, cid)) }, []string{"Update u4 +u3"}},
		{"left", func() { do(tenant.RemoveMember(sales, ann)) }, []string{"Update u4 -u1"}},
		{"joined and left", func() { do(tenant.AddMember(sales, ann), tenant.RemoveMember(sales, ann)) }, []string{"Update u4"}},
		{"left and joined", func() { do(tenant.RemoveMember(sales, bob), tenant.AddMember(sales, bob)) }, []string{"Update u4"}},
		{"left, joined and left", func() {
			do(tenant.RemoveMember(sales, bob), tenant.AddMember(sales, bob), tenant.RemoveMember(sales, bob))
		}, []string{"Update u4 -u2"}},
		{"renamed", func() { do(tenant.UpdateGroup(sales, map[string]any{"displayName": "S"})) }, []string{"Update u4"}},
		{"the same name", func() { do(tenant.UpdateGroup(sales, map[string]any{"displayName": "S"})) }, nil},
		{"member soft-deleted", func() { do(tenant.DeleteUser(cid)) }, nil},
		{"member restored", func() { do(tenant.RestoreUser(cid)) }, nil},
		{"member purged", func() { do(tenant.PurgeUser(cid)) }, []string{"Update u4 -u3"}},
		{"group soft-deleted", func() { do(tenant.AddMember(team, ann), tenant.DeleteGroup(team)) }, []string{"Update u5 +u1"}},
		{"group restored", func() { do(tenant.RestoreGroup(team)) }, []string{"Update u5"}},
		{"group purged", func() { do(tenant.PurgeGroup(team)) }, []string{"Delete u5"}},
		{"created", func() { do(tenant.AddMember(createGroup(t, tenant, "New"), bob)) }, []string{"Add u6 all +u2"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.do()
			assert.Equal(t, test.want, describedGroups(tenant, mark))
			_, mark = tenant.GroupChanges(mark)
		})
	}
	assert.Equal(t, []string{"Update u4", "Delete u5", "Add u6"}, func() (lines []string) {
		for _, c := range tenant.Delta(0).Groups {
			if c.Type == directory.Added && c.Group.ObjectID == sales {
				c.Type = directory.Updated
			}
			lines = append(lines, fmt.Sprintf("%s %s", c.Type, c.Group.ObjectID))
		}
		return lines
	}(), "from the beginning, tombstones too")
}

func TestForgottenMemberChangesAreAWholeList(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, bob, sales := create(t, tenant, "ann@x"), create(t, tenant, "bob@x"), createGroup(t, tenant, "Sales")
	require.NoError(t, tenant.AddMember(sales, ann))
	require.NoError(t, tenant.AddMember(sales, bob))
	_, early := tenant.GroupChanges(0)
	require.NoError(t, tenant.RemoveMember(sales, ann))
	_, late := tenant.GroupChanges(early)
	assert.Equal(t, []string{"Update u3 -u1"}, describedGroups(tenant, early))

	tenant.ForgetMemberChanges(late)
	require.NoError(t, tenant.RemoveMember(sales, bob))
	assert.Equal(t, []string{"Update u3 -u2"}, describedGroups(tenant, late), "who has come that far misses nothing")
	assert.Equal(t, []string{"Update u3 all"}, describedGroups(tenant, early))
}

// Readers that come at different times, and follow nothing but the feed, always know the members.
func TestReadersOfTheFeedKnowTheMembers(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 0))
		tenant, _ := newTenant(t)
		var users, groups []string
		for i := range 8 {
			users = append(users, create(t, tenant, fmt.Sprintf("user%d@x", i)))
		}
		for i := range 3 {
			groups = append(groups, createGroup(t, tenant, fmt.Sprint("Group ", i)))
		}
		type reader struct {
			mark  directory.Watermark
			lists map[string][]string
		}
		readers := []*reader{{lists: map[string][]string{}}, {lists: map[string][]string{}}}
		for range 400 {
			group, user := groups[random.IntN(len(groups))], users[random.IntN(len(users))]
			if random.IntN(2) == 0 {
				require.NoError(t, tenant.AddMember(group, user))
			} else {
				require.NoError(t, tenant.RemoveMember(group, user))
			}
			if random.IntN(50) == 0 {
				tenant.ForgetMemberChanges(min(readers[0].mark, readers[1].mark))
			}
			if random.IntN(5) > 0 {
				continue
			}
			r := readers[random.IntN(2)]
			changes, next := tenant.GroupChanges(r.mark)
			for _, c := range changes {
				list := r.lists[c.Group.ObjectID]
				if c.AllMembers {
					require.Zero(t, r.mark, "seed %d: only from the beginning", seed)
					list = nil
				}
				for _, id := range c.MembersRemoved {
					require.Contains(t, list, id, "seed %d: removed, and was there", seed)
					list = slices.DeleteFunc(list, func(x string) bool { return x == id })
				}
				for _, id := range c.MembersAdded {
					require.NotContains(t, list, id, "seed %d: added, and was not there", seed)
					list = append(list, id)
				}
				r.lists[c.Group.ObjectID] = list
			}
			r.mark = next
			for _, g := range groups {
				require.ElementsMatch(t, members(tenant, g), r.lists[g], "seed %d", seed)
			}
		}
	}
}

func TestForgettingNothingCostsNoReaderItsChanges(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, sales := create(t, tenant, "ann@x"), createGroup(t, tenant, "Sales")
	_, early := tenant.GroupChanges(0)
	require.NoError(t, tenant.AddMember(sales, ann))
	_, late := tenant.GroupChanges(early)
	tenant.ForgetMemberChanges(late)
	assert.Equal(t, []string{"Update u2 +u1"}, describedGroups(tenant, early), "nobody has left")
}
