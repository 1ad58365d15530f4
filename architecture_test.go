package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/entrasim/entrasim"

// goPackage is what go list tells of a package.
type goPackage struct {
	ImportPath string
	GoFiles    []string
	Imports    []string
	Deps       []string
	Incomplete bool
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-json=ImportPath,GoFiles,Imports,Deps", "./...").Output()
	require.NoError(t, err)
	var all []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p goPackage
		require.NoError(t, decoder.Decode(&p))
		if p.ImportPath == module || strings.HasPrefix(p.ImportPath, module+"/") {
			all = append(all, p)
		}
	}
	require.NotEmpty(t, all)
	return all
}

// top is the top-level folder of a package of this module: steps, simulator, …; main for the root.
func top(importPath string) string {
	rest := strings.TrimPrefix(strings.TrimPrefix(importPath, module), "/")
	folder, _, _ := strings.Cut(rest, "/")
	if folder == "" {
		return "main"
	}
	return folder
}

// TestDependencyDirection holds the architecture: three readings of SCIM that meet only over HTTP.
func TestDependencyDirection(t *testing.T) {
	allowed := map[string][]string{
		"main":      {"steps", "simulator", "reference", "features", "fixtures", "reports"},
		"steps":     {"simulator", "features", "fixtures", "reports"},
		"simulator": {},
		"reference": {"fixtures"},
		"reports":   {"features"},
		"features":  {},
		"fixtures":  {},
	}
	for _, p := range listPackages(t) {
		from := top(p.ImportPath)
		require.Contains(t, allowed, from, "%s is in a folder that the architecture does not have", p.ImportPath)
		for _, i := range p.Imports {
			if to := top(i); strings.HasPrefix(i, module) && to != from {
				assert.Contains(t, allowed[from], to, "%s must not import %s", p.ImportPath, i)
			}
		}
	}
}

func TestSimulatorAndReferenceReachNeitherEachOtherNorTestTools(t *testing.T) {
	for _, p := range listPackages(t) {
		from := top(p.ImportPath)
		if from != "simulator" && from != "reference" {
			continue
		}
		for _, d := range p.Deps {
			other := map[string]string{"simulator": "reference", "reference": "simulator"}[from]
			assert.False(t, strings.HasPrefix(d, module+"/"+other), "%s reaches %s", p.ImportPath, d)
			assert.False(t, strings.HasPrefix(d, "github.com/cucumber/"), "%s reaches %s", p.ImportPath, d)
		}
		for _, i := range []string{"testing", "flag", "log"} {
			assert.False(t, slices.Contains(p.Imports, i), "%s imports %s", p.ImportPath, i)
		}
	}
}

// The directory is a model of Entra, and knows nothing of jobs, targets or files of this project.
func TestDirectoryImportsItsLibrariesOnly(t *testing.T) {
	chosen := []string{"github.com/agnivade/levenshtein", "github.com/goccy/go-yaml", "golang.org/x/text/unicode/norm"}
	for _, p := range listPackages(t) {
		if p.ImportPath != module+"/simulator/directory" {
			continue
		}
		for _, i := range p.Imports {
			host, _, _ := strings.Cut(i, "/")
			if !strings.Contains(host, ".") {
				continue // the standard library
			}
			assert.True(t, slices.ContainsFunc(chosen, func(c string) bool { return i == c || strings.HasPrefix(i, c+"/") }),
				"%s must not import %s", p.ImportPath, i)
		}
	}
}

// The container library is for tests, and the executable stays small without it. The package that brings it to a vendor's
// tests is reached by no other.
func TestExecutableIsFreeOfTestContainers(t *testing.T) {
	for _, p := range listPackages(t) {
		if p.ImportPath == module+"/steps/containertest" {
			continue
		}
		for _, d := range p.Deps {
			assert.False(t, strings.HasPrefix(d, "github.com/testcontainers/"), "%s reaches %s", p.ImportPath, d)
		}
	}
}

// A browser looks at report.html in tests only.
func TestExecutableIsFreeOfBrowsers(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, d := range p.Deps {
			assert.False(t, strings.HasPrefix(d, "github.com/chromedp/"), "%s reaches %s", p.ImportPath, d)
		}
	}
}

// Files are one subject each, and a subject fits a few screens.
func TestFilesAreShort(t *testing.T) {
	out, err := exec.Command("git", "ls-files", "*.go").Output()
	if err != nil {
		out, err = exec.Command("find", ".", "-name", "*.go").Output()
		require.NoError(t, err)
	}
	for _, file := range strings.Fields(string(out)) {
		assert.LessOrEqual(t, countLines(t, file), 500, file)
		for _, room := range []string{"util", "utils", "common", "helper", "helpers", "manager", "misc"} {
			assert.NotContains(t, strings.FieldsFunc(file, func(r rune) bool { return r == '/' || r == '.' }), room, file)
		}
	}
}
