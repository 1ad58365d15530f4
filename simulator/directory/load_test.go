package directory_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator/directory"
)

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	text, err := fixtures.FS.ReadFile("tenants/" + name)
	require.NoError(tb, err)
	return text
}

func loadYAML(t *directory.Tenant, file string, text []byte) (directory.Loaded, error) {
	return load(t, directory.File{Name: file, Format: directory.YAML, Text: text})
}

func loadGraph(t *directory.Tenant, file string, text []byte) (directory.Loaded, error) {
	return load(t, directory.File{Name: file, Format: directory.Graph, Text: text})
}

func loadCSV(t *directory.Tenant, file string, text []byte) (directory.Loaded, error) {
	return load(t, directory.File{Name: file, Format: directory.CSV, Text: text})
}

func load(t *directory.Tenant, f directory.File) (directory.Loaded, error) {
	loaded, err := t.Load(f)
	if err != nil {
		return directory.Loaded{}, err
	}
	return loaded[0], nil
}

// picture is everything that a tenant shows of itself.
type picture struct {
	Roles   []directory.AppRole
	Users   []directory.User
	Groups  []directory.Group
	Members map[string][]string
	Nests   map[string][]string
}

func pictureOf(tenant *directory.Tenant) picture {
	p := picture{Roles: tenant.AppRoles(), Users: slices.Collect(tenant.Users()), Groups: slices.Collect(tenant.Groups()),
		Members: map[string][]string{}, Nests: map[string][]string{}}
	for _, u := range p.Users {
		p.Nests[u.ObjectID] = tenant.GroupsOf(u.ObjectID)
	}
	for _, g := range p.Groups {
		p.Members[g.ObjectID] = members(tenant, g.ObjectID)
		p.Nests[g.ObjectID] = tenant.GroupsOf(g.ObjectID)
	}
	return p
}

// assertRoundTrip writes the tenant, loads what was written and compares.
func assertRoundTrip(tb testing.TB, tenant *directory.Tenant) {
	tb.Helper()
	var first, second bytes.Buffer
	require.NoError(tb, tenant.WriteYAML(&first))
	again, _ := newTenant(tb)
	_, err := loadYAML(again, "written.yaml", first.Bytes())
	require.NoError(tb, err, first.String())
	require.Equal(tb, pictureOf(tenant), pictureOf(again), first.String())
	require.NoError(tb, again.WriteYAML(&second))
	require.Equal(tb, first.String(), second.String())
}

func find(tb testing.TB, tenant *directory.Tenant, name string) directory.User {
	tb.Helper()
	u, ok := tenant.FindUser(name)
	require.True(tb, ok, name)
	return u
}

func TestLoadYAML(t *testing.T) {
	tenant, _ := newTenant(t)
	loaded, err := loadYAML(tenant, "contoso.yaml", fixture(t, "contoso.yaml"))
	require.NoError(t, err)
	assert.Equal(t, directory.Loaded{AppRoles: 2, Users: 8, Groups: 4, Assignments: 4}, loaded)

	ann := find(t, tenant, "ann@contoso.example")
	assert.Equal(t, find(t, tenant, "björn@contoso.example").ObjectID, ann.Manager)
	assert.Equal(t, "2019-04-01T00:00:00Z", ann.Attributes.Value("employeeHireDate"))
	assert.Equal(t, int64(4711), ann.Attributes.Value("extension_0123456789abcdef0123456789abcdef_badge"))
	assert.True(t, ann.Assigned)
	assert.Equal(t, "Administrator", ann.AppRoleAssignments[0].DisplayName)

	groups := slices.Collect(tenant.Groups())
	assert.Equal(t, "Sales", groups[0].DisplayName())
	assert.Equal(t, directory.Microsoft365, groups[2].Kind())
	assert.Contains(t, members(tenant, groups[0].ObjectID), groups[1].ObjectID, "a group in a group")
	assert.False(t, find(t, tenant, "dmitri@contoso.example").Assigned, "a member of the inner group only")
	assert.Equal(t, "Guest", find(t, tenant, "mei_fabrikam.example#EXT#@contoso.example").Attributes.Value("userType"))
	deleted := slices.IndexFunc(slices.Collect(tenant.Users()), directory.User.SoftDeleted)
	assert.Equal(t, 7, deleted)
	due, waits := tenant.NextPurge()
	assert.True(t, waits)
	assert.Equal(t, "2026-03-22T08:00:00Z", due.Format("2006-01-02T15:04:05Z07:00"))
	assertRoundTrip(t, tenant)
}

func TestWriteYAMLKeepsEverything(t *testing.T) {
	tenant, clk := newTenant(t)
	boss, ann, bob := create(t, tenant, "boss@x"), create(t, tenant, "true@x"), create(t, tenant, "x@1")
	sales, emea, team := createGroup(t, tenant, "no"), createGroup(t, tenant, " a: b # c "), create365(t, tenant, "1e3")
	admin := createRole(t, tenant, "null")
	for _, err := range []error{
		tenant.UpdateUser(ann, map[string]any{"manager": boss, "displayName": "é\n\t\"'\\\u2028\u0085😀", "city": "~", "state": "0x1F",
			"country": "2026-03-01", "jobTitle": "- a", "department": "yes", "surname": "a: b", "givenName": "#", "mobile": "+49 1",
			"extension_0a_n": -5, "extension_0a_b": false, "extension_0a_t": "false", "otherMails": []string{"null", "a, b"}}),
		tenant.UpdateUser(bob, map[string]any{"manager": boss}),
		tenant.AddMember(emea, bob), tenant.AddMember(sales, ann), tenant.AddMember(sales, emea), tenant.AddMember(team, ann),
		tenant.AddMember(team, boss), tenant.AssignGroupRole(team, admin), tenant.AssignGroup(team), tenant.AssignUser(boss),
		tenant.AssignUserRole(boss, admin), tenant.UpdateAppRole(directory.AppRole{ID: admin, Value: "null"}),
		tenant.DeleteUser(boss), tenant.DeleteGroup(team), tenant.PurgeUser(create(t, tenant, "gone@x")),
	} {
		require.NoError(t, err)
	}
	clk.AdvanceTo(start.Add(1))
	require.NoError(t, tenant.DeleteUser(bob))
	create(t, tenant, "boss@x") // the name of the deleted one is free
	assertRoundTrip(t, tenant)

	empty, _ := newTenant(t)
	assertRoundTrip(t, empty)
}

func TestLoadingIsAllOrNothing(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"no YAML", "users: [", []string{"t.yaml:1:8: expected YAML: "}},
		{"another document", "users: {a: b}", []string{"t.yaml:1:8: users: expected a list, found a mapping"}},
		{"unknown section", "usres: []", []string{`t.yaml:1:1: usres: expected one of appRoles, users, groups, assignments, found "usres": did you mean "users"?`}},
		{"several faults", "users:\n- userPrincipalName: a@x\n  telephonenumber: '1'\n- userPrincipalName: b@x\n  accountEnabled: yes\n",
			[]string{
				`t.yaml:3:3: users[0].telephonenumber: expected a known attribute, found "telephonenumber": did you mean "telephoneNumber"?`,
				`t.yaml:5:19: users[1].accountEnabled: expected true or false, found "yes"`,
			}},
		{"no name", "users:\n- displayName: Ann\n", []string{"t.yaml:2:3: users[0]: userPrincipalName: expected a value, found none"}},
		{"a number for a text", "users:\n- userPrincipalName: a@x\n  employeeId: 7\n",
			[]string{`t.yaml:3:15: users[0].employeeId: expected a text, found the number 7: write it as "7"`}},
		{"name twice", "users:\n- userPrincipalName: a@x\n- userPrincipalName: A@x\n",
			[]string{`t.yaml:3:22: users[1].userPrincipalName: expected a userPrincipalName that is free, found "A@x" in line 2, too`}},
		{"name in the tenant", "users:\n- userPrincipalName: Old@x\n",
			[]string{`t.yaml:2:22: users[0].userPrincipalName: expected a userPrincipalName that is free, found "Old@x" held by user u1`}},
		{"id in the tenant", "groups:\n- displayName: G\n  id: u1\n", []string{`t.yaml:3:7: groups[0].id: expected an id that is free, found "u1" in the tenant`}},
		{"manager", "users:\n- userPrincipalName: ann@x\n  manager: anne@x\n",
			[]string{`t.yaml:3:12: users[0].manager: expected the id or name of a user, found "anne@x": did you mean "ann@x"?`}},
		{"a group for a manager", "users:\n- userPrincipalName: ann@x\n  manager: G\ngroups:\n- displayName: G\n",
			[]string{`t.yaml:3:12: users[0].manager: expected a user, found the group "G"`}},
		{"two groups of one name", "groups:\n- displayName: G\n- displayName: G\n- displayName: H\n  members: [G]\n",
			[]string{`t.yaml:5:13: groups[2].members[0]: expected one group, found 2 with the name "G": give its id`}},
		{"nesting", "groups:\n- displayName: G\n  kind: Microsoft 365\n  members: [H]\n- displayName: H\n",
			[]string{"t.yaml:4:13: groups[0].members[0]: members: expected a user as member of a Microsoft 365 group, found group"}},
		{"role", "appRoles:\n- value: Admin\nassignments:\n- principal: old@x\n  role: Admn\n",
			[]string{`t.yaml:5:9: assignments[0].role: expected the id or value of an app role, found "Admn": did you mean "Admin"?`}},
		{"assigned without securityEnabled", "groups:\n- displayName: G\n  kind: Microsoft 365\nassignments:\n- principal: G\n",
			[]string{"t.yaml:5:14: assignments[0].principal: securityEnabled: expected true for a group that is assigned, found false"}},
		{"date", "users:\n- userPrincipalName: a@x\n  deletedDateTime: yesterday\n",
			[]string{"t.yaml:3:20: users[0].deletedDateTime: expected a date and time such as 2026-03-01T00:00:00Z (RFC 3339), found \"yesterday\""}},
		{"security group deleted", "groups:\n- displayName: G\n  deletedDateTime: 2026-01-01T00:00:00Z\n",
			[]string{"t.yaml:3:20: groups[0].deletedDateTime: expected a Microsoft 365 group, found a security group"}},
		{"alias", "users: &u []\ngroups: *u\n", []string{"expected a plain value, a list or a mapping, found an anchor", "found an alias"}},
		{"deep", "users: " + strings.Repeat("[", 100_000), []string{"nest no deeper than 32 levels"}},
		{"deep without brackets", "users: \n" + strings.Repeat("- ", 300_000), []string{"nest no deeper than 32 levels"}},
		{"deep by question marks", strings.Repeat("? ", 300_000), []string{"nest no deeper than 32 levels"}},
		{"deep, and the parser can read it", "users:\n" + strings.Repeat("- ", 100) + "a", []string{"nest no deeper than 32 levels"}},
		{"many faults", "users:\n" + strings.Repeat("- x: y\n", 30), []string{"t.yaml: and 40 more faults"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant, _ := newTenant(t)
			create(t, tenant, "old@x")
			before := pictureOf(tenant)
			_, err := loadYAML(tenant, "t.yaml", []byte(test.text))
			for _, want := range test.want {
				assert.ErrorContains(t, err, want)
			}
			assert.Equal(t, before, pictureOf(tenant))
			assert.Equal(t, "u2", create(t, tenant, "new@x"), "no id is lost")
		})
	}
}

// What stands in the file is told as it stands there, and what the attribute takes.
func TestFaultsOfYAMLAreThoseOfTheFile(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"employeeId: 0012", `expected a text, found the number 0012: write it as "0012"`},
		{"postalCode: +41", `expected a text, found the number +41: write it as "+41"`},
		{"accountEnabled: 1", "expected true or false, found the number 1"},
		{"displayName: [a, b]", "expected a text, found a list"},
		{"employeeHireDate: []", "expected a date and time such as 2026-03-01T00:00:00Z (RFC 3339), found a list"},
		{"proxyAddresses: [1]", "expected a list of texts, found the number 1 in it"},
	} {
		tenant, _ := newTenant(t)
		_, err := loadYAML(tenant, "t.yaml", []byte("users:\n- userPrincipalName: ann@x\n  "+test.line+"\n"))
		assert.ErrorContains(t, err, test.want, test.line)
	}
}

// A name that is like none of the known ones is not taken for a slip of the pen.
func TestOnlyWhatIsNearIsSuggested(t *testing.T) {
	tenant, _ := newTenant(t)
	_, err := loadYAML(tenant, "t.yaml", []byte("assignments:\n- user: ann@x\n"))
	assert.ErrorContains(t, err, `expected one of principal, role, found "user"`)
	assert.NotContains(t, err.Error(), "did you mean")
	_, err = tenant.CreateUser(map[string]any{"userPrincipalName": "ann@x", "bogus": "x"})
	assert.EqualError(t, err, `directory: expected a known attribute, found "bogus"`)
}

func TestLoadGraph(t *testing.T) {
	tenant, _ := newTenant(t)
	loaded, err := loadGraph(tenant, "users.json", fixture(t, "graph-users.json"))
	require.NoError(t, err)
	assert.Equal(t, directory.Loaded{Users: 3, Ignored: []directory.Ignored{
		{Name: "assignedLicenses", Count: 1}, {Name: "createdDateTime", Count: 1}, {Name: "manager", Count: 1},
	}}, loaded)
	ann := find(t, tenant, "AdeleV@contoso.example")
	assert.Equal(t, map[string]any{
		"accountEnabled": true, "userPrincipalName": "AdeleV@contoso.example", "displayName": "Adele Vance", "mailNickname": "AdeleV",
		"telephoneNumber": "+1 425 555 0109", "mobile": "+1 425 555 0110", "physicalDeliveryOfficeName": "18/2111",
		"extensionAttribute1": "blue", "employeeOrgData.costCenter": "100", "employeeHireDate": "2014-01-01T00:00:00Z",
		"proxyAddresses": []string{"SMTP:AdeleV@contoso.example"}, "dirSyncEnabled": true, "userType": "Member",
		"immutableId": "q+Z==", "extension_0123456789abcdef0123456789abcdef_badge": int64(7),
	}, ann.Attributes.Map())
	assert.Equal(t, find(t, tenant, "DiegoS@contoso.example").ObjectID, ann.Manager)

	loaded, err = loadGraph(tenant, "groups.json", fixture(t, "graph-groups.json"))
	require.NoError(t, err)
	assert.Equal(t, directory.Loaded{Groups: 2, Ignored: []directory.Ignored{
		{Name: "#microsoft.graph.device", Count: 1}, {Name: "createdDateTime", Count: 2}, {Name: "members", Count: 1},
	}}, loaded)
	groups := slices.Collect(tenant.Groups())
	assert.Equal(t, []string{ann.ObjectID, groups[1].ObjectID}, members(tenant, groups[0].ObjectID))
	assertRoundTrip(t, tenant)
}

// An attribute of one value takes the first, and what is left over is told.
func TestLoadGraphTellsWhatIsLeftOver(t *testing.T) {
	tenant, _ := newTenant(t)
	loaded, err := loadGraph(tenant, "users.json", []byte(`[{"userPrincipalName":"a@x","businessPhones":["1","2","3"],"imAddresses":["i"],
		"extension_0a_skills":["x","y"]}]`))
	require.NoError(t, err)
	assert.Equal(t, []directory.Ignored{{Name: "businessPhones", Count: 2}, {Name: "extension_0a_skills", Count: 1}}, loaded.Ignored)
	assert.Equal(t, "1", find(t, tenant, "a@x").Attributes.Value("telephoneNumber"))
}

func TestLoadGraphErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no JSON", `{"value":[`, "g.json:1:11: expected JSON: expected more, found the end of the text"},
		{"syntax", "[\n {,}]", "g.json:2:"},
		{"two values", "[] []", "expected the end after the first value, found more"},
		{"neither", "[\n  {\"id\":\"1\"}]", "g.json:2:3: [0]: expected a user or a group"},
		{"no list", `{"value":{}}`, "g.json:1:10: value: expected a list, found a mapping"},
		{"type", "[{\"userPrincipalName\":\"a@x\",\n\"accountEnabled\": \"x\"}]", `g.json:2:19: [0].accountEnabled: expected true or false, found "x"`},
		{"deep", strings.Repeat("[", 100), "expected less nesting"},
		{"name twice", "[{\"userPrincipalName\":\"日@x\", \"mail\":null,\"mail\":\"a@x\"}]",
			`g.json:1:42: expected JSON: expected each name once, found "mail" twice`},
		{"another encoding", "\xff\xfe[\x00]\x00", "g.json:1: expected text in UTF-8, found UTF-16"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant, _ := newTenant(t)
			_, err := loadGraph(tenant, "g.json", []byte(test.text))
			assert.ErrorContains(t, err, test.want)
			assert.Empty(t, slices.Collect(tenant.Users()))
		})
	}
}

func TestLoadCSV(t *testing.T) {
	for _, name := range []string{"download-users.csv", "download-users-2021.csv"} {
		t.Run(name, func(t *testing.T) {
			tenant, _ := newTenant(t)
			loaded, err := loadCSV(tenant, name, fixture(t, name))
			require.NoError(t, err)
			assert.Equal(t, 3, loaded.Users)
			ann := find(t, tenant, "ann@contoso.example")
			assert.Equal(t, "8f3a2c1e-0000-4000-8000-000000000001", ann.ObjectID)
			assert.Equal(t, map[string]any{
				"userPrincipalName": "ann@contoso.example", "displayName": "Ann Lee, PhD", "surname": "Lee", "mail": "ann@contoso.example",
				"givenName": "Ann", "userType": "Member", "jobTitle": "Engineer", "department": "R&D", "accountEnabled": true,
				"usageLocation": "GB", "streetAddress": "1 High Street\nFlat 2", "country": "United Kingdom",
				"physicalDeliveryOfficeName": "L-3", "city": "London", "postalCode": "SW1A 1AA", "telephoneNumber": "+44 20 7946 0958",
				"mobile": "07700 900123", "mailNickname": "ann",
			}, ann.Attributes.Map())
			assert.False(t, find(t, tenant, "bob@contoso.example").AccountEnabled())
			assert.Equal(t, "Guest", find(t, tenant, "mei_fabrikam.example#EXT#@contoso.example").Attributes.Value("userType"))
			assert.Contains(t, loaded.Ignored, directory.Ignored{Name: "alternateEmailAddress", Count: 1})
		})
	}
}

func TestLoadCSVColumnsAndErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"semicolons, other case, manager", "\ufeffUSERPRINCIPALNAME;Manager;proxyaddresses\na@x;b@x;SMTP:a@x\nb@x;;\n", ""},
		{"tabs", "userPrincipalName\tmanager\r\na@x\tb@x\r\nb@x\t\r\n", ""},
		{"a spreadsheet's hint", "sep=;\r\nuserPrincipalName;manager\r\na@x;b@x\r\nb@x;\r\n", ""},
		{"rows without a value", "userPrincipalName,manager\n\n,\na@x,b@x\n , \nb@x,\n", ""},
		{"after the hint", "sep=,\nuserPrincipalName,mail\na@x,日本\n", `u.csv:3:5: mail: expected an address such as ann@contoso.example, found "日本"`},
		{"columns are characters", "userPrincipalName,displayName,mail\r\na@x,日本,x\r\n", "u.csv:2:8: mail: expected an address"},
		{"columns are characters in a quoted field", "userPrincipalName,displayName,mail\na@x,\"日\nü\",x\n", "u.csv:3:4: mail: expected an address"},
		{"quote", "userPrincipalName,displayName\na@x,日 \"b\"\n", "u.csv:2:7: expected values separated by ',': bare"},
		{"UTF-16", "\xff\xfeu\x00", "u.csv:1: expected text in UTF-8, found UTF-16"},
		{"empty", "", "u.csv:1: expected a header with userPrincipalName, found an empty file"},
		{"no name", "displayName,mail\n", "u.csv:1: expected a column userPrincipalName, found displayName, mail"},
		{"column twice", "userPrincipalName,mobile,mobilePhone\n", "u.csv:1:26: mobilePhone: expected one column for mobile, found mobile and mobilePhone"},
		{"fields", "userPrincipalName,mail\na@x\n", "u.csv:2:1: expected 2 fields, as the header has columns, found 1"},
		{"boolean", "userPrincipalName,accountEnabled\na@x,ja\n", `u.csv:2:5: accountEnabled: expected true or false, found "ja"`},
		{"another encoding", "userPrincipalName,displayName\na@x,Bj\xf6rn\n", "u.csv:2: expected text in UTF-8, found the byte 0xf6"},
		{"no value", "userPrincipalName,mail\n,a@x\n", "u.csv:2: userPrincipalName: expected a value, found none"},
		{"twice", "userPrincipalName,mail\na@x,\nA@x,\n", `u.csv:3:1: userPrincipalName: expected a userPrincipalName that is free, found "A@x" in line 2, too`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant, _ := newTenant(t)
			_, err := loadCSV(tenant, "u.csv", []byte(test.text))
			if test.want == "" {
				require.NoError(t, err)
				assert.Equal(t, find(t, tenant, "b@x").ObjectID, find(t, tenant, "a@x").Manager)
				return
			}
			assert.ErrorContains(t, err, test.want)
			assert.Empty(t, slices.Collect(tenant.Users()))
		})
	}
}

func TestLoadCSVTellsAllFaultyRows(t *testing.T) {
	tenant, _ := newTenant(t)
	_, err := loadCSV(tenant, "u.csv", []byte("userPrincipalName,mail\na@x\nb@x,b@x,c\nc@x,c\n"))
	require.EqualError(t, err, "u.csv:2:1: expected 2 fields, as the header has columns, found 1\n"+
		"u.csv:3:1: expected 2 fields, as the header has columns, found 3\n"+
		`u.csv:4:5: mail: expected an address such as ann@contoso.example, found "c"`)

	loaded, err := loadCSV(tenant, "u.csv", []byte("userPrincipalName,\na@x,z\n"))
	require.NoError(t, err)
	assert.Equal(t, []directory.Ignored{{Name: "column 2", Count: 1}}, loaded.Ignored)
}

func FuzzLoadYAML(f *testing.F) {
	f.Add(fixture(f, "contoso.yaml"))
	f.Add([]byte("users:\n- userPrincipalName: a@x\n  manager: a@x\n"))
	fuzzLoad(f, loadYAML)
}

func FuzzLoadGraph(f *testing.F) {
	f.Add(fixture(f, "graph-users.json"))
	f.Add(fixture(f, "graph-groups.json"))
	fuzzLoad(f, loadGraph)
}

func FuzzLoadCSV(f *testing.F) {
	f.Add(fixture(f, "download-users.csv"))
	f.Add(fixture(f, "download-users-2021.csv"))
	fuzzLoad(f, loadCSV)
}

// fuzzLoad: no text makes a reader panic; what it refuses leaves no trace, and what it takes can be written and read again.
func fuzzLoad(f *testing.F, load func(*directory.Tenant, string, []byte) (directory.Loaded, error)) {
	f.Fuzz(func(t *testing.T, text []byte) {
		tenant, _ := newTenant(t)
		if _, err := load(tenant, "f", text); err != nil {
			assert.Equal(t, directory.Delta{}, tenant.Delta(0), err)
			return
		}
		assertRoundTrip(t, tenant)
	})
}

// FuzzWriteYAML: every text survives being written and read.
func FuzzWriteYAML(f *testing.F) {
	for _, s := range []string{"yes", "a b", "é", "- x", "'", "\x00", "a\u0301", "1_000", "x ", "?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tenant, _ := newTenant(t)
		text = strings.ToValidUTF8(text, "�")
		_, err := tenant.CreateUser(map[string]any{"userPrincipalName": "a@x", "displayName": text, "otherMails": []string{text}})
		require.NoError(t, err)
		if _, err := tenant.CreateGroup(map[string]any{"displayName": text}); err != nil {
			require.Empty(t, text, fmt.Sprint(err))
		}
		assertRoundTrip(t, tenant)
	})
}
