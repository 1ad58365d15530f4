package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

var joining = []check{
	{"members and groups are two views of one thing", func(t require.TestingT, s store.Store) {
		for _, id := range []string{"c", "a", "b"} {
			insert(t, s, id, "user "+id, "x")
		}
		group(t, s, "g", userRef("a"), userRef("c"))
		group(t, s, "h", userRef("a"))
		requireMembers(t, s, "g", "c", "a")
		require.Equal(t, []string{"g", "h"}, ids(s.Groups(userRef("a"))))
		require.Equal(t, []string{"g"}, ids(s.Groups(userRef("c"))))
		require.Empty(t, s.Groups(userRef("b")))
		require.True(t, s.HasMember(groupRef("g"), userRef("a")))
		require.False(t, s.HasMember(groupRef("h"), userRef("c")))
		require.False(t, s.HasMember(userRef("a"), groupRef("g")), "membership has a direction")
		require.False(t, s.HasMember(groupRef("g"), groupRef("a")), "and a type")
	}},
	{"an unknown member refuses the whole insert", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		err := s.Insert(store.Record{ID: "g", Type: "Group"}, nil, userRef("a"), userRef("nobody"))
		requireUnknown(t, err, "nobody")
		_, found := s.Get("Group", "g")
		require.False(t, found)
		require.Empty(t, s.Groups(userRef("a")))
	}},
	{"an unknown member refuses the whole update", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		group(t, s, "g", userRef("a"))
		for _, unknown := range []store.Ref{userRef("nobody"), {Type: "Group", ID: "b"}} {
			_, err := s.UpdateMembers("Group", "g", members([]store.Ref{userRef("b"), unknown}, []store.Ref{userRef("a")}))
			requireUnknown(t, err, unknown.ID)
			requireMembers(t, s, "g", "a")
			kept, _ := s.Get("Group", "g")
			require.Equal(t, uint64(1), kept.Version)
		}
	}},
	{"adding a member again and removing a stranger change nothing", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		group(t, s, "g", userRef("a"), userRef("a"))
		change(t, s, []store.Ref{userRef("a"), userRef("a")}, []store.Ref{userRef("b"), userRef("nobody")})
		requireMembers(t, s, "g", "a")
		change(t, s, nil, []store.Ref{userRef("a")})
		requireMembers(t, s, "g")
		change(t, s, nil, []store.Ref{userRef("a")})
		requireMembers(t, s, "g")
	}},
	{"an error of change leaves the members as they were", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		group(t, s, "g", userRef("a"))
		_, err := s.UpdateMembers("Group", "g",
			func(r store.Record) (store.Record, []store.Key, store.MemberChange, error) {
				return r, nil, store.MemberChange{Add: []store.Ref{userRef("b")}, Remove: []store.Ref{userRef("a")}},
					fmt.Errorf("refused")
			})
		require.ErrorContains(t, err, "refused")
		requireMembers(t, s, "g", "a")
	}},
	{"an update of other things keeps the members", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		group(t, s, "g", userRef("a"))
		_, err := s.Update("Group", "g", assign("group", "y"))
		require.NoError(t, err)
		_, err = s.Update("User", "a", assign("anna", "y"))
		require.NoError(t, err)
		requireMembers(t, s, "g", "a")
		require.Equal(t, []string{"g"}, ids(s.Groups(userRef("a"))))
	}},
	{"a removed record leaves its groups", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		group(t, s, "g", userRef("a"), userRef("b"))
		group(t, s, "h", userRef("a"), groupRef("g"))
		require.NoError(t, s.Remove("User", "a"))
		requireMembers(t, s, "g", "b")
		requireMembers(t, s, "h", "g")
		require.NoError(t, s.Remove("Group", "g"))
		requireMembers(t, s, "h")
		require.Empty(t, s.Groups(userRef("b")))
		insert(t, s, "a", "ann", "x")
		require.Empty(t, s.Groups(userRef("a")), "another record of the same id is not a member")
	}},
	{"an archived record has no memberships, and gets none back", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		group(t, s, "g", userRef("a"), userRef("b"))
		archive(t, s, "a", true)
		requireMembers(t, s, "g", "b")
		_, err := s.UpdateMembers("Group", "g", members([]store.Ref{userRef("a")}, nil))
		requireUnknown(t, err, "a")
		archive(t, s, "a", false)
		requireMembers(t, s, "g", "b")
		require.Empty(t, s.Groups(userRef("a")))
	}},
	{"a group that is no longer archived has the members that come with the change", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		group(t, s, "g", userRef("a"))
		for _, archived := range []bool{true, false} {
			_, err := s.UpdateMembers("Group", "g",
				func(r store.Record) (store.Record, []store.Key, store.MemberChange, error) {
					r.Archived = archived
					return r, nil, store.MemberChange{Add: []store.Ref{userRef("b")}}, nil
				})
			require.NoError(t, err)
			if archived {
				requireMembers(t, s, "g")
			}
		}
		requireMembers(t, s, "g", "b")
	}},
	{"groups may contain each other and themselves", func(t require.TestingT, s store.Store) {
		group(t, s, "g")
		group(t, s, "h", groupRef("g"))
		change(t, s, []store.Ref{groupRef("h"), groupRef("g")}, nil)
		requireMembers(t, s, "g", "g", "h")
		require.Equal(t, []string{"g", "h"}, ids(s.Groups(groupRef("g"))))
		require.NoError(t, s.Remove("Group", "g"))
		requireMembers(t, s, "h")
		require.Empty(t, s.Groups(groupRef("h")))
	}},
	{"any series of joining and leaving leaves a set", func(t require.TestingT, s store.Store) {
		insertMany(t, s)
		group(t, s, "g")
		random := rand.New(rand.NewPCG(3, 7)) //nolint:gosec // repeatable, not secret
		inside := map[string]bool{}
		for range 3000 {
			ref := numberedRef(random.IntN(thousands))
			if inside[ref.ID] = random.IntN(3) > 0; inside[ref.ID] {
				change(t, s, []store.Ref{ref}, nil)
			} else {
				change(t, s, nil, []store.Ref{ref})
			}
		}
		want := []string{}
		for _, id := range walk(s, "User") {
			if inside[id] {
				want = append(want, id)
			}
			require.Equal(t, inside[id], s.HasMember(groupRef("g"), userRef(id)))
		}
		requireMembers(t, s, "g", want...)
	}},
	{"members may be walked while they leave, and the walk be stopped", func(t require.TestingT, s store.Store) {
		insertMany(t, s)
		group(t, s, "g")
		var all []store.Ref
		for i := range thousands {
			all = append(all, numberedRef(i))
		}
		change(t, s, all, nil)
		given := 0
		s.Members(groupRef("g"), func(store.Record) bool {
			given++
			return given < 1500
		})
		require.Equal(t, 1500, given)
		given = 0
		s.Members(groupRef("g"), func(r store.Record) bool {
			given++
			change(t, s, nil, []store.Ref{userRef(r.ID)})
			return true
		})
		require.Equal(t, thousands, given)
		requireMembers(t, s, "g")
	}},
	{"no concurrent change of members is lost", func(t require.TestingT, s store.Store) {
		insertMany(t, s)
		group(t, s, "g", numberedRef(0))
		group(t, s, "h")
		const each = 40
		together(func(worker int) {
			for i := range each {
				own := numberedRef(1 + worker*each + i)
				_, _ = s.UpdateMembers("Group", "g", members([]store.Ref{own, numberedRef(0)}, nil))
				_, _ = s.UpdateMembers("Group", "h", members([]store.Ref{own}, nil))
				if i%2 == 0 {
					_ = s.Remove("User", own.ID)
				}
			}
		})
		want := []string{}
		for _, id := range walk(s, "User") {
			if id <= numberedRef(workers*each).ID {
				want = append(want, id)
			}
		}
		require.Len(t, want, 1+workers*each/2)
		requireMembers(t, s, "g", want...)
		requireMembers(t, s, "h", slices.DeleteFunc(want, func(id string) bool { return id == numberedRef(0).ID })...)
	}},
}

func userRef(id string) store.Ref  { return store.Ref{Type: "User", ID: id} }
func groupRef(id string) store.Ref { return store.Ref{Type: "Group", ID: id} }

// numberedRef is the i-th of many users.
func numberedRef(i int) store.Ref {
	id, _ := numbered(i)
	return userRef(id)
}

// group inserts a group with these members.
func group(t require.TestingT, s store.Store, id string, refs ...store.Ref) {
	require.NoError(t, s.Insert(store.Record{ID: id, Type: "Group", Version: 1}, nil, refs...))
}

// members is a change that raises the version, adds and removes.
func members(add, remove []store.Ref) func(store.Record) (store.Record, []store.Key, store.MemberChange, error) {
	return func(r store.Record) (store.Record, []store.Key, store.MemberChange, error) {
		r.Version++
		return r, nil, store.MemberChange{Add: add, Remove: remove}, nil
	}
}

// change adds members to the group g and removes others.
func change(t require.TestingT, s store.Store, add, remove []store.Ref) {
	_, err := s.UpdateMembers("Group", "g", members(add, remove))
	require.NoError(t, err)
}

func archive(t require.TestingT, s store.Store, id string, archived bool) {
	_, err := s.Update("User", id, func(r store.Record) (store.Record, []store.Key, error) {
		r.Archived = archived
		return r, keysOf(r), nil
	})
	require.NoError(t, err)
}

// requireMembers demands exactly these members, in this order, and that each of them knows the group.
func requireMembers(t require.TestingT, s store.Store, group string, want ...string) {
	given := []string{}
	s.Members(groupRef(group), func(r store.Record) bool {
		given = append(given, r.ID)
		require.Contains(t, ids(s.Groups(store.Ref{Type: r.Type, ID: r.ID})), group)
		return true
	})
	require.Equal(t, append([]string{}, want...), given)
}

// requireUnknown demands a *store.UnknownMember of that id.
func requireUnknown(t require.TestingT, err error, id string) {
	var unknown *store.UnknownMember
	require.ErrorAs(t, err, &unknown)
	require.Equal(t, id, unknown.Ref.ID)
	require.ErrorContains(t, err, id)
}
