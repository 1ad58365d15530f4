package steps

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v26"
	messages "github.com/cucumber/messages/go/v21"

	"github.com/entrasim/entrasim/features"
)

// Tags that are no requirement ids. A tag that no code reads is not allowed; a test of the features sees to it.
const (
	// tagDialects marks a scenario that makes the simulator PATCH: it runs once in each dialect.
	tagDialects = "@dialects"
	// tagExclusive marks a scenario that changes what the whole account shares, such as the token: it runs alone.
	tagExclusive = "@exclusive"
	// tagLast marks a scenario that judges what the others met: it runs behind all of them, and in one dialect.
	tagLast = "@last"
	// tagVerbatim marks a scenario that sends what a service provider does not know on purpose: it is judged also where the
	// schema does not list the attribute.
	tagVerbatim = "@verbatim"
	// tagProfile is followed by the name of the only profile in which the scenario counts.
	tagProfile = "@profile."
	// tagRequires is followed by a capability that the scenario's steps need, where its requirements do not say so.
	tagRequires = "@requires."
)

// Scenario is one scenario of a feature file, an outline's row included.
type Scenario struct {
	// File is the feature's path below the features folder, Line where the scenario stands in it.
	File string
	Line int
	// Area is the file's folder, Feature and Title are what the file calls them.
	Area, Feature, Title string
	// Requirements are the catalogue's rows that the scenario's tags name.
	Requirements []features.Requirement
	// Profiles are the only profiles in which it counts; none means all.
	Profiles []string
	// Requires are capabilities without which its steps cannot be done.
	Requires []features.Capability
	// Dialects, Exclusive, Last and Verbatim are the tags of that name.
	Dialects, Exclusive, Last, Verbatim bool
	// Number is its place in the whole catalogue: stable, and part of the names of what the scenario creates.
	Number int

	steps []*messages.PickleStep
	key   string // equal for godog's pickle
	first int    // first line of its block in the file, tags included; for a row of an outline, the row
	row   bool
	block [2]int // for a row: the whole outline, first and last line
}

// about says whether a tag of the scenario names the requirement.
func (s Scenario) about(id string) bool {
	return slices.ContainsFunc(s.Requirements, func(r features.Requirement) bool { return r.ID == id })
}

// Path is what patterns and reports call the scenario: creation/create:the user exists.
func (s Scenario) Path() string { return strings.TrimSuffix(s.File, ".feature") + ":" + s.Title }

// featureFile is one feature file as read.
type featureFile struct {
	path      string
	text      []byte
	scenarios []Scenario
}

// requirementOf gives the requirement that a tag, without its @, stands for.
type requirementOf func(tag string) (features.Requirement, bool)

// readFeatures reads all feature files below a root, sorted by path. A tag that is neither known nor a requirement is an
// error, and so is a scenario without a requirement.
func readFeatures(root fs.FS, find requirementOf) ([]featureFile, error) {
	var files []featureFile
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ".feature" {
			return err
		}
		text, err := fs.ReadFile(root, p)
		if err != nil {
			return err
		}
		f, err := parseFeature(p, text, find)
		if err != nil {
			return err
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("features: %w", err)
	}
	number := 0
	for i := range files {
		for j := range files[i].scenarios {
			number++
			files[i].scenarios[j].Number = number
		}
	}
	return files, nil
}

func parseFeature(p string, text []byte, find requirementOf) (featureFile, error) {
	f := featureFile{path: p, text: text}
	newID := (&messages.Incrementing{}).NewId
	document, err := gherkin.ParseGherkinDocument(bytes.NewReader(text), newID)
	if err != nil {
		return f, fmt.Errorf("%s: %w", p, err)
	}
	if document.Feature == nil {
		return f, fmt.Errorf("%s: expected a Feature, found none", p)
	}
	blocks := blocksOf(document, bytes.Count(text, []byte("\n"))+1)
	for _, pickle := range gherkin.Pickles(*document, p, newID) {
		s, err := newScenario(p, document.Feature.Name, pickle, blocks, find)
		if err != nil {
			return f, err
		}
		f.scenarios = append(f.scenarios, s)
	}
	return f, nil
}

// block is where a scenario or an outline stands: lines first to last, and the lines of its examples by id.
type block struct {
	line, first, last int
	rows              map[string]int
}

// blocksOf gives the block of each scenario of a document by its id. Rules are not used in this project's features, and
// are refused rather than half supported.
func blocksOf(document *messages.GherkinDocument, lines int) map[string]block {
	blocks := map[string]block{}
	var order []string
	for _, child := range document.Feature.Children {
		s := child.Scenario
		if s == nil {
			continue
		}
		b := block{line: int(s.Location.Line), first: int(s.Location.Line), rows: map[string]int{}}
		for _, t := range s.Tags {
			b.first = min(b.first, int(t.Location.Line))
		}
		for _, e := range s.Examples {
			for _, r := range e.TableBody {
				b.rows[r.Id] = int(r.Location.Line)
			}
		}
		order = append(order, s.Id)
		blocks[s.Id] = b
	}
	for i, id := range order {
		b := blocks[id]
		b.last = lines
		if i+1 < len(order) {
			b.last = blocks[order[i+1]].first - 1
		}
		blocks[id] = b
	}
	return blocks
}

func newScenario(file, feature string, pickle *messages.Pickle, blocks map[string]block, find requirementOf) (Scenario, error) {
	b, found := blocks[pickle.AstNodeIds[0]]
	if !found {
		return Scenario{}, fmt.Errorf("%s: %q: scenarios inside a Rule are not supported", file, pickle.Name)
	}
	s := Scenario{File: file, Line: b.line, Area: areaOf(file), Feature: feature, Title: pickle.Name,
		steps: pickle.Steps, key: pickleKey(pickle), first: b.first, block: [2]int{b.first, b.last}}
	if len(pickle.AstNodeIds) > 1 {
		s.row, s.first = true, b.rows[pickle.AstNodeIds[1]]
		s.Line = s.first
	}
	for _, t := range pickle.Tags {
		switch name, isProfile := strings.CutPrefix(t.Name, tagProfile); {
		case isProfile:
			s.Profiles = append(s.Profiles, name)
		case strings.HasPrefix(t.Name, tagRequires):
			s.Requires = append(s.Requires, features.Capability(strings.TrimPrefix(t.Name, tagRequires)))
		case t.Name == tagDialects:
			s.Dialects = true
		case t.Name == tagExclusive:
			s.Exclusive = true
		case t.Name == tagLast:
			s.Last = true
		case t.Name == tagVerbatim:
			s.Verbatim = true
		default:
			r, known := find(strings.TrimPrefix(t.Name, "@"))
			if !known {
				return s, fmt.Errorf("%s:%d: the tag %s is neither a requirement of the catalogue nor one of %s, %s, %s, %s, %sNAME, %sCAPABILITY",
					file, s.Line, t.Name, tagDialects, tagExclusive, tagLast, tagVerbatim, tagProfile, tagRequires)
			}
			if !s.about(r.ID) {
				s.Requirements = append(s.Requirements, r)
			}
		}
	}
	if own, allowed := find(s.Title); len(s.Requirements) == 0 && allowed && own.Authority == features.Own {
		s.Requirements = append(s.Requirements, own)
	}
	if len(s.Requirements) == 0 {
		return s, fmt.Errorf("%s:%d: %q carries no requirement as a tag; `entrasim list requirements` names them", file, s.Line, s.Title)
	}
	return s, nil
}

// areaOf is the first folder of a feature's path; empty for one that stands outside of any.
func areaOf(file string) string {
	folder, _, inside := strings.Cut(file, "/")
	if !inside {
		return ""
	}
	return folder
}

// pickleKey is equal for the pickles of two readings of one file, whatever ids they were given.
func pickleKey(p *messages.Pickle) string {
	var b strings.Builder
	b.WriteString(p.Uri + "\n" + p.Name)
	for _, s := range p.Steps {
		b.WriteString("\n" + s.Text)
		if s.Argument != nil && s.Argument.DataTable != nil {
			for _, r := range s.Argument.DataTable.Rows {
				for _, c := range r.Cells {
					b.WriteString("\t" + c.Value)
				}
			}
		}
		if s.Argument != nil && s.Argument.DocString != nil {
			b.WriteString("\t" + s.Argument.DocString.Content)
		}
	}
	return b.String()
}

// only gives the file's text with every scenario blanked that is not kept, so that godog sees just the selection and
// every line keeps its number. It gives nil when nothing is kept.
func (f featureFile) only(keep func(Scenario) bool) []byte {
	lines := bytes.SplitAfter(f.text, []byte("\n"))
	blank := func(first, last int) {
		for i := first; i <= last && i <= len(lines); i++ {
			if len(lines[i-1]) > 0 { // else what follows the file's last line
				lines[i-1] = []byte("\n")
			}
		}
	}
	kept := map[[2]int]bool{}
	for _, s := range f.scenarios {
		if keep(s) {
			kept[s.block] = true
		}
	}
	if len(kept) == 0 {
		return nil
	}
	for _, s := range f.scenarios {
		switch {
		case !kept[s.block]:
			blank(s.block[0], s.block[1])
		case s.row && !keep(s):
			blank(s.first, s.first)
		}
	}
	return bytes.Join(lines, nil)
}
