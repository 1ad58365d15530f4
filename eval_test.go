package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/simulator/expression"
)

// The examples of --help give what the help says they give.
func TestEvalHelpHoldsItsExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	const file = `{"otherMails": ["ann@home.example", "ann@work.example"]}`
	require.NoError(t, os.WriteFile("ann.json", []byte(file), 0o600))
	_, help, _ := entrasim(t, "eval", "--help")
	for line, example := range map[string]struct {
		args   []string
		result string
	}{
		`entrasim eval 'StripSpaces([telephoneNumber])' --set 'telephoneNumber=+44 20 7946 0958'`: {
			[]string{"StripSpaces([telephoneNumber])", "--set", "telephoneNumber=+44 20 7946 0958"}, "+442079460958"},
		`entrasim eval 'Item([otherMails], 2)' --object ann.json`: {
			[]string{"Item([otherMails], 2)", "--object", "ann.json"}, "ann@work.example"},
	} {
		assert.Contains(t, help, ": "+example.result+"\n  "+line+"\n")
		status, stdout, stderr := entrasim(t, append([]string{"eval"}, example.args...)...)
		assert.Equal(t, 0, status, stderr)
		assert.Equal(t, example.result+"\n", stdout)
	}
	assert.Contains(t, help, file)
}

func TestEvalJSONOfWhatCannotBeEvaluated(t *testing.T) {
	status, stdout, _ := entrasim(t, "eval", "--json", `Append("a", Item([b], [index]))`, "--set", "index=0")
	assert.Equal(t, 2, status)
	assert.True(t, gjson.Get(stdout, "parsingSucceeded").Bool())
	assert.False(t, gjson.Get(stdout, "evaluationSucceeded").Bool())
	assert.Equal(t, "1:23: Item: index: expected an index of 1 or more, found 0", gjson.Get(stdout, "evaluationError.message").String())

	tree := gjson.Get(stdout, "parsedExpression")
	assert.Equal(t, "Append", tree.Get("name").String())
	assert.Equal(t, `Item([b], [index])`, tree.Get("parameters.1.value.expression").String())
	assert.Equal(t, "Attribute", tree.Get("parameters.1.value.parameters.0.value.type").String())
}

// The caret stands under the place, also in an expression of several lines.
func TestEvalShowsThePlaceInItsLine(t *testing.T) {
	status, stdout, stderr := entrasim(t, "eval", "Join(\" \",\n\t[surname],\n\tStripSpace([givenName]))")
	assert.Equal(t, 2, status)
	assert.Empty(t, stdout)
	assert.Equal(t, "entrasim: 3:2: unknown function StripSpace: did you mean StripSpaces?\n\tStripSpace([givenName]))\n\t^\n", stderr)
}

func TestEvalRefusesWhatIsNoObject(t *testing.T) {
	file := filepath.Join(t.TempDir(), "object.json")
	require.NoError(t, os.WriteFile(file, []byte(`["mail"]`), 0o600))
	status, _, stderr := entrasim(t, "eval", "[mail]", "--object", file)
	assert.Equal(t, 2, status)
	assert.Contains(t, stderr, "object: "+file+": expressionInputObject: line 1, column 1: $: expected an object")
}

// Whatever the registry knows of a function is shown.
func TestListFunctionsShowsEach(t *testing.T) {
	_, all, _ := entrasim(t, "list", "functions")
	for _, f := range expression.Functions() {
		assert.Contains(t, "\n"+all, "\n"+f.Name+" ")
		assert.Contains(t, all, f.Summary())
		status, stdout, stderr := entrasim(t, "list", "functions", f.Name)
		require.Equal(t, 0, status, stderr)
		assert.True(t, strings.HasPrefix(stdout, f.Signature()+"\n\n"+f.Doc+"\n"), stdout)
		assert.Contains(t, stdout, "\nSource: "+f.Source+"\n")
		for _, p := range f.Params {
			assert.Regexp(t, `(?m)^  `+p.Name+` +`+p.Type, stdout)
		}
		assert.Equal(t, len(f.Examples), strings.Count(stdout, "\n  gives "), f.Name)
	}
}

// An expression is evaluated for somebody of a tenant's file, as a mapping would, and what is set by hand wins.
func TestEvalForAUser(t *testing.T) {
	const tenant = "fixtures/tenants/contoso.yaml"
	for _, test := range []struct {
		args         []string
		stdout, says string
	}{
		{[]string{`Append([displayName], "!")`, "--user", "ann@contoso.example"}, "Ann Lee!\n", ""},
		{[]string{"[telephoneNumber]", "--user", "8a1aa0c0-0000-4000-8000-000000000001"}, "+44 20 7946 0958\n", ""},
		{[]string{"[extension_0123456789abcdef0123456789abcdef_badge]", "--user", "ann@contoso.example"}, "4711\n", ""},
		{[]string{`Switch([IsSoftDeleted], , "False", "True", "True", "False")`, "--user", "ann@contoso.example"}, "True\n", ""},
		{[]string{"[manager]", "--user", "ann@contoso.example"}, "8a1aa0c0-0000-4000-8000-000000000002\n", ""},
		{[]string{"[displayName]", "--user", "ann@contoso.example", "--set", "displayName=Other"}, "Other\n", ""},
		{[]string{"[city]", "--user", "nobody@contoso.example"}, "", `user: expected the userPrincipalName or the id of somebody in ` + tenant},
		{[]string{"[city]"}, "", "expected --tenant and --user together"},
	} {
		status, stdout, stderr := entrasim(t, append([]string{"eval", "--tenant", tenant}, test.args...)...)
		assert.Equal(t, test.says != "", status == 2, stderr)
		assert.Equal(t, test.stdout, stdout)
		assert.Contains(t, stderr, test.says)
	}
}

// The files of a folder are one tenant, whatever they are called, and each refers to what is in the others.
func TestEvalForAUserOfAFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "[contoso]")
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "older.csv"), 0o700))
	for name, text := range map[string]string{
		"groups.json": `[{"id":"g","displayName":"G","securityEnabled":true,"members":[{"id":"a"}]}]`,
		"page 1.json": `{"@odata.nextLink":"https://graph.example/2","value":[{"id":"a","userPrincipalName":"a@x","manager":{"id":"b"}}]}`,
		"page 2.JSON": `{"value":[{"id":"b","userPrincipalName":"b@x"}]}`, "Users.CSV": "userPrincipalName,manager\nc@x,a@x\n", "notes.txt": "x",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
	for user, manager := range map[string]string{"a@x": "b\n", "c@x": "a\n"} {
		status, stdout, stderr := entrasim(t, "eval", "[manager]", "--tenant", folder, "--user", user)
		assert.Equal(t, 0, status, stderr)
		assert.Equal(t, manager, stdout)
		assert.Contains(t, stderr, "page 1.json: one page of several")
		assert.Contains(t, stderr, "notes.txt: was passed over")
		assert.Contains(t, stderr, "older.csv: was passed over")
		assert.NotContains(t, stderr, "members was passed over")
	}
}
