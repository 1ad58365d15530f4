package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
)

func TestInitWritesWhatVerifyNeeds(t *testing.T) {
	url, token := served(t)
	t.Chdir(t.TempDir())
	status, stdout, stderr := entrasim(t, "init", "--target", url, "--token-file", token)
	require.Equal(t, 0, status, stderr)
	assert.Contains(t, stdout, configFile)
	values, err := fixtures.ReadValues(valuesFile)
	require.NoError(t, err)
	assert.Equal(t, []string{"work", "home", "other"}, values.Users.Allowed["emails.type"])
	require.Len(t, values.Groups.Required, 1)
	assert.Equal(t, "displayName", values.Groups.Required[0].Attribute)

	status, stdout, stderr = entrasim(t, "verify", "--run", "deactivation")
	assert.Equal(t, 0, status, stdout+stderr)
	assert.Contains(t, stdout, url)

	status, _, stderr = entrasim(t, "init", "--target", url, "--token-file", token)
	assert.Equal(t, 2, status)
	assert.Contains(t, stderr, "--force writes over it")
	status, _, stderr = entrasim(t, "init", "--target", url, "--token-file", token, "--profile", "rfc", "--force")
	assert.Equal(t, 0, status, stderr)
	text, err := os.ReadFile(configFile)
	require.NoError(t, err)
	assert.Contains(t, string(text), "profile: rfc\n")
	secret, err := os.ReadFile(token)
	require.NoError(t, err)
	assert.NotContains(t, string(text), strings.TrimSpace(string(secret)))
}

// What the file offers as comments are keys that verify knows, with values of the right kind.
func TestInitOffersKeysThatThereAre(t *testing.T) {
	text := initOptions{target: "http://127.0.0.1:1/scim/v2", profile: "entra", tokenEnv: "SCIM_TOKEN", caFile: "ca: x.pem", insecure: true}.config()
	offered := regexp.MustCompile(`(?m)^# ([a-z-]+: )`).ReplaceAllString(text, "$1")
	require.NotEqual(t, text, offered)
	var o verifyOptions
	require.NoError(t, fixtures.DecodeStrict("entrasim.yaml", []byte(offered), &o))
	assert.Equal(t, "ca: x.pem", o.CAFile, "quoted where YAML would see structure")
	assert.True(t, o.AllowWrites)
	assert.Equal(t, "both", o.Dialect)
}

func TestInitAsks(t *testing.T) {
	url, token := served(t)
	dir := t.TempDir()
	root := newRootCommand()
	var out bytes.Buffer
	root.SetIn(strings.NewReader(url + "\n" + token + "\nvcc\n"))
	root.SetOut(&out)
	root.SetArgs([]string{"init", "--dir", filepath.Join(dir, "new")})
	require.NoError(t, root.ExecuteContext(context.Background()))
	assert.Contains(t, out.String(), "Tenant URL")
	text, err := os.ReadFile(filepath.Join(dir, "new", configFile))
	require.NoError(t, err)
	assert.Contains(t, string(text), "profile: vcc\n")

	// Nobody is asked for what would then be refused, and the file stays as it is.
	out.Reset()
	again := newRootCommand()
	again.SetIn(strings.NewReader(url + "\n"))
	again.SetOut(&out)
	again.SetArgs([]string{"init", "--dir", filepath.Join(dir, "new")})
	require.ErrorContains(t, again.ExecuteContext(context.Background()), "is there already")
	assert.Empty(t, out.String())
	after, err := os.ReadFile(filepath.Join(dir, "new", configFile))
	require.NoError(t, err)
	assert.Equal(t, string(text), string(after))
}

func TestInitLearnsNothing(t *testing.T) {
	url, _ := served(t)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, row := range map[string]struct {
		args []string
		says string
	}{
		"a wrong token": {[]string{"--target", url, "--token-file", write(t, "another")}, "refuses the token with 401"},
		"nobody there":  {[]string{"--target", closed.URL}, "no connection"},
		"no URL":        {[]string{"--target", "scim.example.com"}, "expected a URL"},
		"no profile":    {[]string{"--target", url, "--profile", "okta"}, "okta"},
	} {
		dir := t.TempDir()
		status, _, stderr := entrasim(t, append([]string{"init", "--dir", dir}, row.args...)...)
		assert.Equal(t, 2, status, name)
		assert.Contains(t, stderr, row.says, name)
		left, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Empty(t, left, name)
	}
}

// Paths in the file begin in its folder, wherever init and verify run.
func TestInitElsewhere(t *testing.T) {
	url, token := served(t)
	secret, err := os.ReadFile(token)
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("token.txt", secret, 0o600))
	status, _, stderr := entrasim(t, "init", "--dir", "ci/scim", "--target", url, "--token-file", "token.txt")
	require.Equal(t, 0, status, stderr)
	text, err := os.ReadFile("ci/scim/entrasim.yaml")
	require.NoError(t, err)
	assert.Contains(t, string(text), `token-file: "`+filepath.Join("..", "..", "token.txt")+"\"\n")
	require.NoError(t, os.WriteFile("ci/scim/known.txt", []byte("D-078 # ticket 17\n"), 0o600))
	require.NoError(t, os.WriteFile("ci/scim/entrasim.yaml", append(text, "run: [deactivation]\nskip: [\"@known.txt\"]\nreport: out\n"...), 0o600))
	status, stdout, stderr := entrasim(t, "verify", "--config", "ci/scim/entrasim.yaml")
	assert.Equal(t, 0, status, stdout+stderr)
	assert.FileExists(t, "ci/scim/out/report.json")
	status, stdout, stderr = entrasim(t, "verify", "--config", "ci/scim/entrasim.yaml", "--skip", "deactivation/a*:*", "--report", "mine")
	assert.Equal(t, 0, status, stdout+stderr)
	assert.FileExists(t, "mine/report.json", "a flag's path begins where the command runs")
}

// Whatever documents a service provider has, half wrong ones included, init says what it could not read, and verify takes
// the files that it wrote.
func TestInitOfOddServiceProviders(t *testing.T) {
	const list = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}`
	const page = `<html>Sign in</html>`
	for name, row := range map[string]struct {
		answers    map[string]string // by the last part of the path; anything else is 404
		says, lack []string
	}{
		"none at all": {map[string]string{"Users": list},
			[]string{"/ServiceProviderConfig: expected 200 with JSON, found 404", "/Schemas: expected", "/ResourceTypes: expected"}, []string{"/Users: "}},
		"a page for people": {map[string]string{"Users": page, "Schemas": page, "ResourceTypes": page, "ServiceProviderConfig": page},
			[]string{"/Users: expected 200 with JSON, found 200 with something else", "what a customer pastes into the admin center?"}, nil},
		"another API": {map[string]string{"Users": `{"users":[]}`},
			[]string{"/Users: expected a ListResponse, found other JSON", "what a customer pastes"}, nil},
		"half wrong": {map[string]string{"Users": list, "ResourceTypes": `[{"name":"User"}]`, "ServiceProviderConfig": `{"patch":{"supported":"yes"},`,
			"Schemas": `{"Resources":[5,{"id":7},{"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":["nonsense",{"name":null},{"required":true},
				{"name":"userName","required":"yes","type":7},{"name":"emails","required":true,"type":"complex","multiValued":true,"subAttributes":"none","canonicalValues":"work"},
				{"name":"title","required":true,"canonicalValues":["Boss",5,null]}]}]}`},
			[]string{"/ServiceProviderConfig: expected 200 with JSON, found 200 with something else"}, []string{"/Users: ", "/Schemas: "}},
	} {
		t.Run(name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				text, found := row.answers[path.Base(r.URL.Path)]
				if !found {
					w.WriteHeader(http.StatusNotFound)
				}
				_, _ = io.WriteString(w, text)
			}))
			defer s.Close()
			t.Chdir(t.TempDir())
			status, _, stderr := entrasim(t, "init", "--target", s.URL+"/scim/v2")
			require.Equal(t, 0, status, stderr)
			for _, says := range row.says {
				assert.Contains(t, stderr, says)
			}
			for _, lack := range row.lack {
				assert.NotContains(t, stderr, lack)
			}
			status, stdout, stderr := entrasim(t, "verify", "--run", "MS-SCIM-01")
			assert.NotEqual(t, 2, status, stdout+stderr)
		})
	}
}

// A target's schema is foreign text: whatever it says stays a value.
func TestInitQuotesWhatTheTargetSays(t *testing.T) {
	hostile := `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":[{"id":"urn:ietf:params:scim:schemas:core:2.0:User",
		"attributes":[{"name":"x: {y}\nz: 1 #","type":"string","required":true,"canonicalValues":["a, b","true","# c","\"q\""]}]}]}`
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/scim+json")
		if strings.HasSuffix(r.URL.Path, "/Schemas") {
			_, _ = w.Write([]byte(hostile))
			return
		}
		_, _ = w.Write([]byte(`{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}`))
	}))
	defer s.Close()
	dir := t.TempDir()
	status, _, stderr := entrasim(t, "init", "--dir", dir, "--target", s.URL)
	require.Equal(t, 0, status, stderr)
	values, err := fixtures.ReadValues(filepath.Join(dir, valuesFile))
	require.NoError(t, err)
	require.Len(t, values.Users.Required, 1)
	assert.Equal(t, "x: {y}\nz: 1 #", values.Users.Required[0].Attribute)
	assert.Equal(t, []string{"a, b", "true", "# c", `"q"`}, values.Users.Allowed["x: {y}\nz: 1 #"])
}

func TestConfigErrorsNameThePlaceAndTheNearestKey(t *testing.T) {
	const here = "target: http://127.0.0.1:1/scim/v2\n"
	for text, says := range map[string][]string{
		here + "token-fil: a\n":              {":2:1: ", "token-fil", "token-file"},
		here + "token: my-secret\n":          {":2:1: ", "the nearest is token-"},
		here + "run: 5\n":                    {":2:6: run: expected a list such as [5]"},
		here + "strict: perhaps\n":           {":2:9: strict: expected true or false"},
		here + "timeout: 5 minutes\n":        {":2:10: timeout: expected a time such as 30s"},
		here + "timeout: -5s\n":              {":2:1: timeout: expected a time above 0, found -5s"},
		here + "profile: entar\n":            {":2:1: profile: expected one of entra,"},
		here + "dialect: complaint\n":        {":2:1: dialect: expected default, compliant or both"},
		here + "values: missing.yaml\n":      {":2:1: values: open ", "missing.yaml: no such file"},
		here + "token-file: missing.txt\n":   {":2:1: token-file: open ", "missing.txt: no such file"},
		here + "ca-file: missing.pem\n":      {":2:1: ca-file: open ", "missing.pem: no such file"},
		here + "features: missing\n":         {":2:1: features: stat ", "missing: no such file"},
		here + "skip: [\"@missing.txt\"]\n":  {":2:1: skip: open ", "missing.txt: no such file"},
		here + "run: [no-such-scenario]\n":   {":2:1: run: the pattern \"no-such-scenario\" names no scenario"},
		here + here:                          {":2:1: the key target comes twice, first in line 1"},
		here + "run:\n\t- connection\n":      {":3:1: expected blanks, found a tab"},
		"target: scim.example.com/scim/v2\n": {":1:1: target: expected a URL such as https://host/scim/v2"},
		"target: https://scim.example.com\n": {":1:1: target: scim.example.com is not on this machine", "allow-writes"},
	} {
		status, stdout, stderr := entrasim(t, "verify", "--config", write(t, text))
		assert.Equal(t, 2, status, text)
		assert.Empty(t, stdout)
		assert.True(t, strings.HasPrefix(stderr, "entrasim: config: "), stderr)
		assert.NotContains(t, stderr, "my-secret")
		for _, s := range says {
			assert.Contains(t, stderr, s, text)
		}
	}
	status, _, stderr := entrasim(t, "verify", "--config", "missing.yaml")
	assert.Equal(t, 2, status)
	assert.Contains(t, stderr, "config: open missing.yaml: ")
}

// A flag wins, so that what is wrong is then the flag's and not the file's.
func TestConfigErrorsOfAFlagHaveNoPlace(t *testing.T) {
	status, _, stderr := entrasim(t, "verify", "--config", write(t, "profile: vcc\n"), "--profile", "entar")
	assert.Equal(t, 2, status)
	assert.True(t, strings.HasPrefix(stderr, "entrasim: profile: expected one of"), stderr)
}

func TestUnknownFlagsNameTheNearest(t *testing.T) {
	for command, nearest := range map[string]string{"verify --tokenfile": "--token-file", "serve --listn": "--listen", "report render --reprt": "--report"} {
		status, _, stderr := entrasim(t, append(strings.Fields(command), "x")...)
		assert.Equal(t, 2, status, command)
		assert.Contains(t, stderr, "the nearest is "+nearest, command)
	}
}
