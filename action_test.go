package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// action is what the test reads of action.yml.
type action struct {
	Inputs map[string]struct {
		Description, Default string
		Required             bool
	}
	Runs struct {
		Using string
		Steps []struct {
			ID, Run, Shell, Uses string
			Env                  map[string]string
		}
	}
}

func readAction(t *testing.T) action {
	t.Helper()
	text, err := os.ReadFile("action.yml")
	require.NoError(t, err)
	var a action
	require.NoError(t, yaml.Unmarshal(text, &a))
	return a
}

// act runs one step of the action as a runner does, and gives its status, what it printed, and what it wrote into the files
// for the job's summary and for outputs.
func act(t *testing.T, executable, id string, inputs map[string]string) (status int, printed, summary, outputs string) {
	t.Helper()
	a, dir := readAction(t), t.TempDir()
	i := slices.IndexFunc(a.Runs.Steps, func(s struct {
		ID, Run, Shell, Uses string
		Env                  map[string]string
	}) bool {
		return s.ID == id
	})
	require.GreaterOrEqual(t, i, 0, "no step %s", id)
	// What the runner fills in; a step with anything else would not be understood here.
	runner := map[string]string{"${{ github.action_path }}": "."}
	env := []string{"PATH=" + filepath.Dir(executable) + ":" + os.Getenv("PATH"), "HOME=" + dir, "GITHUB_STEP_SUMMARY=" + filepath.Join(dir, "summary"),
		"GITHUB_OUTPUT=" + filepath.Join(dir, "outputs")}
	for name, text := range a.Runs.Steps[i].Env {
		if value, known := runner[text]; known {
			env = append(env, name+"="+value)
			continue
		}
		input := strings.TrimSuffix(strings.TrimPrefix(text, "${{ inputs."), " }}")
		require.Contains(t, a.Inputs, input, "%s: %s", name, text)
		value, given := inputs[input]
		if !given {
			value = a.Inputs[input].Default
		}
		env = append(env, name+"="+value)
	}
	// As GitHub starts it for `shell: bash`.
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", a.Runs.Steps[i].Run)
	cmd.Env, cmd.Dir = env, dir
	out, _ := cmd.CombinedOutput()
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return ""
		}
		return string(text)
	}
	return cmd.ProcessState.ExitCode(), string(out), read("summary"), read("outputs")
}

func TestActionHonoursTheStatus(t *testing.T) {
	executable := build(t)
	url, token := served(t)
	secret, err := os.ReadFile(token)
	require.NoError(t, err)
	inputs := map[string]string{"target": url, "token": strings.TrimSpace(string(secret)), "arguments": "--run\ndeactivation\n"}
	status, printed, summary, outputs := act(t, executable, "verify", inputs)
	assert.Equal(t, 0, status, printed)
	assert.Equal(t, "conforms=true\n", outputs)
	assert.Contains(t, summary, "Conforms to entra")
	rest := strings.Replace(printed, "::add-mask::"+inputs["token"], "", 1)
	assert.NotContains(t, rest+summary, inputs["token"])

	inputs["target"], _ = served(t, "D-078")
	status, printed, summary, outputs = act(t, executable, "verify", inputs)
	assert.Equal(t, 1, status, printed)
	assert.Equal(t, "conforms=false\n", outputs)
	assert.Contains(t, summary, "Not ready")

	known := filepath.Join(t.TempDir(), "known.txt")
	require.NoError(t, os.WriteFile(known, []byte("D-078 # our ticket 17\n"), 0o600))
	inputs["known-failing"] = known
	status, printed, _, outputs = act(t, executable, "verify", inputs)
	assert.Contains(t, printed, "known failure")
	assert.Equal(t, status == 0, outputs == "conforms=true\n")

	work := t.TempDir()
	inputs["report"], inputs["baseline"] = filepath.Join(work, "now"), filepath.Join(work, "before", "report.json")
	_, _, _, _ = act(t, executable, "verify", map[string]string{"target": url, "token": inputs["token"], "arguments": inputs["arguments"], "report": filepath.Join(work, "before")})
	delete(inputs, "known-failing")
	_, _, _, _ = act(t, executable, "verify", inputs)
	status, printed, _, _ = act(t, executable, "compare", inputs)
	assert.Equal(t, 1, status, "it has become worse: "+printed)

	inputs["target"] = "http://127.0.0.1:1/scim/v2"
	status, _, _, _ = act(t, executable, "verify", inputs)
	assert.Equal(t, 2, status)
}

func TestActionIsComplete(t *testing.T) {
	a := readAction(t)
	assert.Equal(t, "composite", a.Runs.Using)
	for name, input := range a.Inputs {
		assert.NotEmpty(t, input.Description, name)
	}
	for _, s := range a.Runs.Steps {
		assert.True(t, s.Uses != "" || s.Shell == "bash", s.ID)
		if s.Uses != "" {
			assert.Regexp(t, `^actions/[a-z-]+@[0-9a-f]{40}$`, s.Uses, "other people's actions are pinned by commit")
		}
		assert.NotContains(t, s.Run, "${{", "%s: an input in a script is code; it belongs into env", s.ID)
	}
}

// The job of the template for GitLab, as a runner of GitLab starts it, honours the status as well.
func TestGitLabTemplateHonoursTheStatus(t *testing.T) {
	executable := build(t)
	text, err := os.ReadFile("docs/gitlab-ci.yml")
	require.NoError(t, err)
	var template struct {
		Entrasim struct {
			Variables map[string]string
			Script    []string
			Artifacts struct{ When string }
		}
	}
	require.NoError(t, yaml.Unmarshal(text, &template))
	job := template.Entrasim
	assert.Equal(t, "always", job.Artifacts.When)
	dir := t.TempDir()
	start := func(variables map[string]string) (int, string) {
		cmd := exec.Command("sh", "-e", "-c", strings.Join(job.Script, "\n"))
		cmd.Dir, cmd.Env = dir, []string{"PATH=" + filepath.Dir(executable) + ":" + os.Getenv("PATH"), "HOME=" + dir}
		for name, value := range job.Variables {
			if given, is := variables[name]; is {
				value = given
			}
			cmd.Env = append(cmd.Env, name+"="+value)
		}
		cmd.Env = append(cmd.Env, "SCIM_TARGET="+variables["SCIM_TARGET"], "SCIM_TOKEN="+variables["SCIM_TOKEN"])
		out, _ := cmd.CombinedOutput()
		return cmd.ProcessState.ExitCode(), string(out)
	}
	url, token := served(t)
	secret, err := os.ReadFile(token)
	require.NoError(t, err)
	variables := map[string]string{"SCIM_TARGET": url, "SCIM_TOKEN": strings.TrimSpace(string(secret))}
	status, printed := start(variables)
	assert.Equal(t, 0, status, printed)
	assert.NotContains(t, printed, variables["SCIM_TOKEN"])
	require.NoError(t, os.Rename(filepath.Join(dir, "entrasim-report"), filepath.Join(dir, "before")))

	variables["SCIM_TARGET"], _ = served(t, "D-078")
	status, printed = start(variables)
	assert.Equal(t, 1, status, printed)
	assert.FileExists(t, filepath.Join(dir, "entrasim-report", "junit.xml"))

	require.NoError(t, os.WriteFile(filepath.Join(dir, "known.txt"), []byte("** # all of it\n"), 0o600))
	variables["ENTRASIM_KNOWN_FAILING"] = "known.txt"
	status, printed = start(variables)
	assert.Equal(t, 1, status, "what passes and is on the list: "+printed)

	variables["SCIM_TARGET"], _ = served(t)
	delete(variables, "ENTRASIM_KNOWN_FAILING")
	variables["ENTRASIM_BASELINE"] = "before/report.json"
	status, printed = start(variables)
	assert.Equal(t, 0, status, "nothing has become worse: "+printed)
	assert.Contains(t, printed, "conforms to entra")

	variables["SCIM_TARGET"] = "http://127.0.0.1:1/scim/v2"
	status, printed = start(variables)
	assert.Equal(t, 2, status, printed)
}
