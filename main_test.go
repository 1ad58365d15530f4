package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
)

// entrasim runs the program as a shell would, in a folder of its own.
func entrasim(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errors bytes.Buffer
	status = run(context.Background(), args, &out, &errors)
	return status, out.String(), errors.String()
}

func countLines(t *testing.T, file string) int {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	return bytes.Count(text, []byte("\n"))
}

func write(t testing.TB, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return file
}

func TestVerifyEmbedded(t *testing.T) {
	for _, profile := range fixtures.ProfileNames() {
		t.Run(profile, func(t *testing.T) {
			dir := t.TempDir()
			status, stdout, stderr := entrasim(t, "verify", "--profile", profile, "--report", dir)
			assert.Equal(t, 0, status, stdout+stderr)
			assert.Contains(t, stdout, "conforms to "+profile)
			assert.Contains(t, stdout, dir)
			assert.Contains(t, stderr, "connection")
			assert.FileExists(t, filepath.Join(dir, "report.json"))
			assert.FileExists(t, filepath.Join(dir, "junit.xml"))
		})
	}
}

// served is a reference server on loopback with a token file.
func served(t *testing.T, defects ...string) (url, tokenFile string) {
	t.Helper()
	server, err := reference.New(reference.Options{Token: "a-token-for-this-test", Defects: defects})
	require.NoError(t, err)
	s := httptest.NewServer(server)
	t.Cleanup(s.Close)
	return s.URL + "/scim/v2", write(t, "a-token-for-this-test\n")
}

func TestVerifyTarget(t *testing.T) {
	url, token := served(t)
	status, stdout, stderr := entrasim(t, "verify", "--target", url, "--token-file", token, "--report", t.TempDir())
	assert.Equal(t, 0, status, stdout+stderr)

	url, token = served(t, "D-077")
	dir := t.TempDir()
	status, stdout, _ = entrasim(t, "verify", "--target", url, "--token-file", token, "--report", dir, "--run", "deactivation")
	assert.Equal(t, 1, status)
	assert.Contains(t, stdout, "MS-SCIM-12")
	assert.Contains(t, stdout, "$TOKEN")
	assert.NotContains(t, stdout, "a-token-for-this-test")
	ledgers, err := filepath.Glob(filepath.Join(dir, "ledger-*.ndjson"))
	require.NoError(t, err)
	assert.Len(t, ledgers, 1)
}

func TestKnownFailuresAreStrictBothWays(t *testing.T) {
	url, token := served(t, "D-163")
	known := write(t, "D-163 # the answers say application/json, see our ticket\nD-005\n")
	base := []string{"verify", "--target", url, "--token-file", token, "--report", t.TempDir(), "--run", "connection"}
	status, stdout, _ := entrasim(t, append(base, "--known-failing", "@"+known)...)
	assert.Equal(t, 1, status, stdout)
	assert.Contains(t, stdout, "known failure")
	assert.Contains(t, stdout, "take it off the list", "the scenario of D-005 passes")
}

// Whatever is wrong with the call itself gives status 2, a sentence on standard error, and no result.
func TestBadInput(t *testing.T) {
	url, token := served(t)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for _, row := range []struct {
		name string
		args []string
		says string
	}{
		{"no such command", []string{"verfy"}, `unknown command "verfy"`},
		{"no such flag", []string{"verify", "--taget", "x"}, "unknown flag: --taget"},
		{"unknown profile", []string{"verify", "--profile", "okta"}, "expected one of entra, entra-gallery, rfc, vcc"},
		{"unknown dialect", []string{"verify", "--dialect", "new"}, "expected default, compliant or both"},
		{"pattern that names nothing", []string{"verify", "--run", "D-999"}, `the pattern "D-999" names no scenario`},
		{"nothing left", []string{"verify", "--run", "connection", "--skip", "connection"}, "no scenario is selected"},
		{"missing config", []string{"verify", "--config", "/no/such/file"}, "no such file"},
		{"config key", []string{"verify", "--config", write(t, "profile: entra\ntarge: x\n")}, ":2:1: the key targe is not known; the nearest is target"},
		{"config type", []string{"verify", "--config", write(t, "seed: [1]\n")}, ":1:7: seed: "},
		{"config syntax", []string{"verify", "--config", write(t, "a: [\n")}, "config:"},
		{"missing token file", []string{"verify", "--target", url, "--token-file", "/no/such/file"}, "token-file:"},
		{"empty token file", []string{"verify", "--target", url, "--token-file", write(t, "\n")}, "found nothing"},
		{"two tokens", []string{"verify", "--target", url, "--token-file", token, "--token-env", "X"}, "found both"},
		{"token without a target", []string{"verify", "--token-file", token}, "expected the endpoint that the token is for"},
		{"target is no URL", []string{"verify", "--target", "scim.example.com"}, "expected a URL such as"},
		{"target with a password", []string{"verify", "--target", "http://a:b@127.0.0.1"}, "without user name and password"},
		{"another machine", []string{"verify", "--target", "https://scim.example.com/scim"}, "--allow-writes"},
		{"no connection", []string{"verify", "--target", closed.URL}, "is the service provider running?"},
		{"bad ca file", []string{"verify", "--target", "https://127.0.0.1", "--ca-file", token}, "PEM"},
		{"base URL that is none", []string{"serve", "--base-url", "::bad"}, "--base-url: expected a URL such as"},
		{"negative rate", []string{"verify", "--rate", "-1"}, "rate:"},
		{"no place for the report", []string{"verify", "--report", "/proc/no/such"}, "report:"},
		{"no time", []string{"verify", "--timeout", "0s"}, "timeout:"},
		{"list what", []string{"list", "everything"}, "expected one of attributes, defects"},
		{"serve unknown defect", []string{"serve", "--defect", "D-999"}, "D-999"},
		{"serve with a data file that is none", []string{"serve", "--data", token}, "data file " + token},
		{"serve half TLS", []string{"serve", "--tls-cert", token}, "--tls-key"},
		{"eval nothing", []string{"eval"}, "expected one expression"},
		{"eval set", []string{"eval", "[a]", "--set", "a"}, "expected attribute=value"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			status, stdout, stderr := entrasim(t, row.args...)
			assert.Equal(t, 2, status)
			assert.Contains(t, stderr, row.says)
			assert.Empty(t, stdout)
			assert.NotContains(t, stderr, "goroutine")
		})
	}
}

func TestConfigFileAndFlags(t *testing.T) {
	config := write(t, "profile: vcc\nrun: [VCC-13]\ndialect: default\n")
	status, stdout, _ := entrasim(t, "verify", "--config", config, "--dry-run")
	assert.Equal(t, 0, status)
	assert.Contains(t, stdout, "mappings/vcc_rows")
	assert.Equal(t, 1, strings.Count(stdout, "\n"))

	status, stdout, _ = entrasim(t, "verify", "--config", config, "--dry-run", "--run", "VCC-14")
	assert.Equal(t, 0, status)
	assert.Contains(t, stdout, "connection/token_rotation", "a flag wins over the file")
}

func TestTokenForms(t *testing.T) {
	for _, text := range []string{"secret", "secret\n", "Bearer secret\n"} {
		token, err := readToken(write(t, text), "")
		require.NoError(t, err)
		assert.Equal(t, "secret", token)
	}
	t.Setenv("A_TOKEN", "from-there")
	token, err := readToken("", "A_TOKEN")
	require.NoError(t, err)
	assert.Equal(t, "from-there", token)
	_, err = readToken("", "NO_SUCH_TOKEN")
	assert.ErrorContains(t, err, "NO_SUCH_TOKEN")
}

func TestLists(t *testing.T) {
	for what, says := range map[string]string{
		"requirements": "RFC7644-3.6-a",
		"scenarios":    "creation/assigned_user:the first cycle creates the user",
		"steps":        `^the first cycle has run$`,
		"functions":    "\nStripSpaces  ",
		"operators":    "Greater_Than_OR_EQUALS",
		"attributes":   "onPremisesSamAccountName      String  not offered as a source\n",
		"defects":      "D-078",
		"profiles":     "/scim-adapter/v2",
		"settings":     "\nExpressions.NormalizeAllLetters bool\n    ",
	} {
		status, stdout, stderr := entrasim(t, "list", what)
		assert.Equal(t, 0, status, stderr)
		assert.Contains(t, stdout, says)
	}
}

func TestListFunction(t *testing.T) {
	status, stdout, _ := entrasim(t, "list", "functions", "SelectUniqueValue")
	assert.Equal(t, 0, status)
	for _, says := range []string{
		"SelectUniqueValue(uniqueValueRule, ...)\n", "Only outermost", "  uniqueValueRule  String, repeatable\n",
		"Source: Microsoft Learn", `  with PreferredFirstName = "John"`, "  with John.Smith@contoso.com in use\n",
		"  gives J.Smith@contoso.com\n",
	} {
		assert.Contains(t, stdout, says)
	}
	status, _, stderr := entrasim(t, "list", "functions", "Replce")
	assert.Equal(t, 2, status)
	assert.Contains(t, stderr, `expected a function, found "Replce": did you mean Replace?`)
	status, _, _ = entrasim(t, "list", "defects", "D-078")
	assert.Equal(t, 2, status)
}

func TestEvalInItsEnvironment(t *testing.T) {
	object := write(t, `{"properties":[{"key":"otherMails","value":["a@x","b@x"]},{"key":"mail","value":"m@x"}]}`)
	settings := write(t, "Expressions: {CountUTF16: true, DefaultDomain: x.example}")
	for _, row := range []struct {
		args   []string
		status int
		stdout string
		stderr string
	}{
		{[]string{"[otherMails]", "--object", object}, 0, "a@x\nb@x\n", ""},
		{[]string{"[mail]", "--object", object, "--set", "mail=n@x"}, 0, "n@x\n", ""},
		{[]string{`SelectUniqueValue("a", "b")`, "--in-use", "a"}, 0, "b\n", "warning: 1:1: SelectUniqueValue is supported"},
		{[]string{`SelectUniqueValue("a", "b")`}, 2, "", "expected provisioning to Active Directory"},
		{[]string{`DefaultDomain()`, "--default-domain", "contoso.com"}, 0, "contoso.com\n", ""},
		{[]string{`Append(Left("😀b", 2), DefaultDomain())`, "--settings", settings}, 0, "😀x.example\n", ""},
		{[]string{`DefaultDomain()`, "--settings", settings, "--default-domain", "contoso.com"}, 0, "contoso.com\n", ""},
		{[]string{`DefaultDomain()`, "--settings", write(t, "Expressions: {Domain: x}")}, 2, "", "found Domain"},
		{[]string{`IIF(IsPresent([a]), "x", "y")`}, 0, "y\n", "warning: 1:5: IIF is false"},
		{[]string{`Mid([a], 1, [b])`}, 2, "", "1:13: Mid: length: expected a whole number, found null\nMid([a], 1, [b])\n            ^"},
		{[]string{`[a]`, "--object", "/no/such/file"}, 2, "", "no such file"},
		{[]string{`[a]`, "--object", write(t, `{"properties":[{"value":1}]}`)}, 2, "", "$.properties[0].key: expected a text"},
	} {
		status, stdout, stderr := entrasim(t, append([]string{"eval"}, row.args...)...)
		assert.Equal(t, row.status, status, row.args)
		assert.Equal(t, row.stdout, stdout, row.args)
		assert.Contains(t, stderr, row.stderr, row.args)
	}
	_, once, _ := entrasim(t, "eval", "Guid()", "--seed", "7")
	_, again, _ := entrasim(t, "eval", "Guid()", "--seed", "7")
	_, other, _ := entrasim(t, "eval", "Guid()", "--seed", "8")
	assert.Equal(t, once, again)
	assert.NotEqual(t, once, other)
}

func TestEvalJSON(t *testing.T) {
	status, stdout, _ := entrasim(t, "eval", "--json", "Join(\"<\", [a], [b])", "--set", "a=1", "--set", "b=2")
	assert.Equal(t, 0, status)
	assert.Equal(t, "1<2", gjson.Get(stdout, "evaluationResult.0").String())
	assert.Equal(t, "separator", gjson.Get(stdout, "parsedExpression.parameters.0.key").String())

	status, stdout, _ = entrasim(t, "eval", "--json", "Join([a]")
	assert.Equal(t, 2, status)
	assert.Equal(t, "1:5: the bracket is not closed: expected )", gjson.Get(stdout, "parsingError.message").String())
}

func TestEval(t *testing.T) {
	status, stdout, _ := entrasim(t, "eval", "StripSpaces([telephoneNumber])", "--set", "telephoneNumber=+44 20 7946 0958")
	assert.Equal(t, 0, status)
	assert.Equal(t, "+442079460958\n", stdout)

	status, stdout, stderr := entrasim(t, "eval", "StripSpaces([telephoneNumber]")
	assert.Equal(t, 2, status)
	assert.Empty(t, stdout)
	lines := strings.Split(strings.TrimSpace(stderr), "\n")
	require.Len(t, lines, 3)
	assert.Contains(t, lines[0], "1:12")
	assert.Equal(t, "^", strings.TrimSpace(lines[2]))

	status, stdout, _ = entrasim(t, "eval", "[nothing]")
	assert.Equal(t, 0, status)
	assert.Empty(t, stdout, "no value does not flow")
}

func TestInterruptedRunCleansUpAndReports(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	server, err := reference.New(reference.Options{Token: "a-token-for-this-test"})
	require.NoError(t, err)
	bobs := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		r.Body = io.NopCloser(bytes.NewReader(body))
		server.ServeHTTP(w, r)
		if r.Method == http.MethodPost && bytes.Contains(body, []byte("-bob@contoso.example")) {
			if bobs++; bobs == 3 {
				stop() // the third bob is there, and the answer that says so may be lost
			}
		}
	}))
	defer s.Close()
	dir := t.TempDir()
	var out, errors bytes.Buffer
	status := run(ctx, []string{"verify", "--target", s.URL + "/scim/v2", "--token-file", write(t, "a-token-for-this-test"), "--report", dir}, &out, &errors)
	assert.Equal(t, 2, status, "nothing was found to be wrong, and not everything was looked at")
	assert.Contains(t, out.String(), "the run was interrupted")
	assert.FileExists(t, filepath.Join(dir, "report.json"))
	report, err := os.ReadFile(filepath.Join(dir, "report.json"))
	require.NoError(t, err)
	assert.Contains(t, string(report), `"left": []`, "everything that was created is removed")
}
