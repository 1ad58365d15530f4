// Package reports holds the result of a run and its renderings: JSON, which is the source of the others, JUnit for CI
// servers, and text for a terminal.
//
// It judges nothing. Outcomes, reasons and evidence are what package steps found; the sentence of a requirement comes
// from package features. What it decides is only what follows from outcomes: counts, groups by root cause, verdict and
// exit status. Whatever a target sent is foreign text here, and no writer lets it act on its reader: not as an escape
// sequence, not as markup, not as shell.
package reports

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Report is the result of one run.
type Report struct {
	// Version is that of the JSON format, FormatVersion.
	Version int
	// Tool and Catalogue are versions: of the executable, and of the set of requirements it judged by.
	Tool      string
	Catalogue string
	Started   time.Time
	// Duration is wall-clock time from first to last request, clean-up included.
	Duration time.Duration
	Target   Target
	// Profile is the one judged by: entra, entra-gallery, vcc or rfc.
	Profile string
	// Dialects are those that the simulator spoke: default, compliant.
	Dialects []string
	// Seed repeats the run, Prefix marks everything it created.
	Seed         int64
	Prefix       string
	Capabilities []Claim
	// Results are in any order; all writers sort them.
	Results []Result
	Cleanup Cleanup
	// Strict says that the run counted warnings as failures.
	Strict bool
	// Sections are what else there is to say beside the verdict, such as another authority's own arithmetic.
	Sections []Section
	// Gallery is what Microsoft's own tests would say, under the profile entra-gallery; nil under others. Its sections are
	// among Sections.
	Gallery *Gallery
	// Sources are the feature files of the results, sorted by path.
	Sources []Source
}

// Section is a part of the report that is shown behind the verdict: a title, a sentence or two, and a table. A cell that
// is the word of an outcome is shown as one.
type Section struct {
	Title   string     `json:"title"`
	Text    string     `json:"text,omitempty"`
	Columns []string   `json:"columns,omitempty"`
	Rows    [][]string `json:"rows,omitempty"`
}

// Source is a feature file as it was run.
type Source struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// Target is what was judged.
type Target struct {
	URL string
	// Embedded says that it was the reference server inside the executable.
	Embedded bool
}

// Claim says whether the target offers a capability, and which document or flag told so.
type Claim struct {
	Name    string
	Claimed bool
	Source  string
}

// Cleanup counts what the run created and removed again. Left has the URLs of what it could not remove.
type Cleanup struct {
	Created int
	Removed int
	Left    []string
}

// Unsure is how many of Left may not be there at all: nobody said whether they were created.
func (c Cleanup) Unsure() int { return max(0, len(c.Left)-(c.Created-c.Removed)) }

// Sentence says what is left, without a full stop; empty if nothing is.
func (c Cleanup) Sentence() string {
	unsure := c.Unsure()
	known := fmt.Sprintf("%d of %d created resources are still at the target", len(c.Left)-unsure, c.Created)
	switch {
	case len(c.Left) == 0:
		return ""
	case unsure == 0:
		return known
	case unsure == len(c.Left):
		return fmt.Sprintf("It is not known of %d things whether they were created", unsure)
	}
	return fmt.Sprintf("%s, and of %d things it is not known whether they were created", known, unsure)
}

// Area is a folder of features, with its results sorted.
type Area struct {
	Name    string
	Results []Result
}

// Count gives the number of results with an outcome.
func (r *Report) Count(o Outcome) int { return count(r.Results, o) }

// Count gives the number of the area's results with an outcome.
func (a Area) Count(o Outcome) int { return count(a.Results, o) }

func count(results []Result, o Outcome) int {
	n := 0
	for _, result := range results {
		if result.Outcome == o {
			n++
		}
	}
	return n
}

// Areas gives the results by area, sorted by its name. Features outside of any folder are in the area ".".
func (r *Report) Areas() []Area {
	var areas []Area
	for _, result := range r.sorted() {
		name := cmp.Or(result.Area, ".")
		i := slices.IndexFunc(areas, func(a Area) bool { return a.Name == name })
		if i < 0 {
			i = len(areas)
			areas = append(areas, Area{Name: name})
		}
		areas[i].Results = append(areas[i].Results, result)
	}
	slices.SortStableFunc(areas, func(a, b Area) int { return cmp.Compare(a.Name, b.Name) })
	return areas
}

// sorted gives the results by place in the features, so that parallel runs with the same outcomes read the same.
func (r *Report) sorted() []Result {
	sorted := slices.Clone(r.Results)
	slices.SortStableFunc(sorted, func(a, b Result) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Dialect, b.Dialect), cmp.Compare(a.Scenario, b.Scenario))
	})
	return sorted
}
