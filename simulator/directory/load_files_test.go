package directory_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

// Graph gives users and groups apart, and page by page: what one file says of another's objects counts, whatever comes first.
func TestLoadFilesReferToEachOther(t *testing.T) {
	files := []directory.File{
		{Name: "groups.json", Format: directory.Graph, Text: []byte(`{"value":[{"id":"g","displayName":"G","groupTypes":[],"securityEnabled":true,
			"members":[{"id":"a"},{"id":"c"},{"id":"device"}]}]}`)},
		{Name: "page1.json", Format: directory.Graph, Text: []byte(`{"value":[{"id":"a","userPrincipalName":"a@x","manager":{"id":"b"},"licence":1}]}`)},
		{Name: "page2.json", Format: directory.Graph, Text: []byte(`{"value":[{"id":"b","userPrincipalName":"b@x"}]}`)},
		{Name: "more.csv", Format: directory.CSV, Text: []byte("userPrincipalName,id,manager\nc@x,c,nobody@x\n")},
		{Name: "who.yaml", Format: directory.YAML, Text: []byte("assignments:\n- principal: G\n  role: Admin\n- principal: b@x\n")},
		{Name: "roles.yaml", Format: directory.YAML, Text: []byte("appRoles:\n- value: Admin\n")},
	}
	for range files {
		files = append(files[1:], files[0])
		tenant, _ := newTenant(t)
		loaded, err := tenant.Load(files...)
		require.NoError(t, err)
		assert.Equal(t, "b", find(t, tenant, "a@x").Manager)
		assert.Equal(t, []string{"a", "c"}, members(tenant, "g"))
		assert.True(t, find(t, tenant, "c@x").Assigned)
		assert.True(t, find(t, tenant, "b@x").Assigned)
		of := func(name string) directory.Loaded {
			return loaded[slices.IndexFunc(files, func(f directory.File) bool { return f.Name == name })]
		}
		assert.Equal(t, directory.Loaded{Groups: 1, Ignored: []directory.Ignored{{Name: "members", Count: 1}}}, of("groups.json"))
		assert.Equal(t, directory.Loaded{Users: 1, Ignored: []directory.Ignored{{Name: "licence", Count: 1}}}, of("page1.json"))
		assert.Equal(t, directory.Loaded{Users: 1, Ignored: []directory.Ignored{{Name: "manager", Count: 1}}}, of("more.csv"))
		assert.Equal(t, directory.Loaded{Assignments: 2}, of("who.yaml"))
		assert.Equal(t, directory.Loaded{AppRoles: 1}, of("roles.yaml"))
		assertRoundTrip(t, tenant)
	}
}

// Faults of all files are told, each with its own file, and nothing is made then.
func TestLoadFilesIsAllOrNothing(t *testing.T) {
	tenant, _ := newTenant(t)
	_, err := tenant.Load(
		directory.File{Name: "a.yaml", Format: directory.YAML, Text: []byte("users:\n- userPrincipalName: a@x\n  id: '1'\n- userPrincipalName: b@x\n  manager: nobody@x\n")},
		directory.File{Name: "b.csv", Format: directory.CSV, Text: []byte("displayName,userPrincipalName,id,manager\n日,A@x,2,\n日,c@x,1,\n日本,d@x,,G\n")},
		directory.File{Name: "c.json", Format: directory.Graph, Text: []byte("[")},
		directory.File{Name: "d.yaml", Format: directory.YAML, Text: []byte("groups:\n- displayName: G\n- displayName: g\n  members: [nobody@x]\nassignments:\n- principal: e@x\n")},
	)
	require.EqualError(t, err, `b.csv:2:3: userPrincipalName: expected a userPrincipalName that is free, found "A@x" in line 2 of a.yaml, too
b.csv:3:7: id: expected an id that is free, found "1" in line 2 of a.yaml, too
c.json:1:2: expected JSON: expected more, found the end of the text
a.yaml:5:12: users[1].manager: expected the id or name of a user, found "nobody@x"
b.csv:4:9: manager: expected a user, found the group "G"
d.yaml:4:13: groups[1].members[0]: expected the id or name of a user or group, found "nobody@x"
d.yaml:6:14: assignments[0].principal: expected the id or name of a user or group, found "e@x": did you mean "a@x"?`)
	assert.Equal(t, directory.Delta{}, tenant.Delta(0))
}
