package reports

import (
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v26"
	messages "github.com/cucumber/messages/go/v21"
)

// featureText is a feature file as Gherkin reads it.
type featureText struct {
	source   Source
	document *messages.GherkinDocument
	pickles  []*messages.Pickle
	// lines are where pickles stand, by their id: the scenario, or the row of an outline. keywords are those of steps, by
	// the id of their node.
	lines    map[string]int
	keywords map[string]string
}

// featureTexts reads the report's feature files, by path. What cannot be read is left out: the report was made by another
// version, or is not what it was.
func (r *Report) featureTexts(newID func() string) map[string]*featureText {
	texts := map[string]*featureText{}
	for _, source := range r.Sources {
		document, err := gherkin.ParseGherkinDocument(strings.NewReader(source.Text), newID)
		if err != nil || document.Feature == nil {
			continue
		}
		document.Uri = source.Path
		f := &featureText{source: source, document: document, lines: map[string]int{}, keywords: map[string]string{}}
		f.pickles = gherkin.Pickles(*document, source.Path, newID)
		nodes := f.nodes()
		for _, p := range f.pickles {
			f.lines[p.Id] = nodes[p.AstNodeIds[len(p.AstNodeIds)-1]]
		}
		texts[source.Path] = f
	}
	return texts
}

// nodes gives the lines of scenarios and of the rows of their examples, by id, and collects the keywords of steps.
func (f *featureText) nodes() map[string]int {
	nodes := map[string]int{}
	keep := func(steps []*messages.Step) {
		for _, s := range steps {
			f.keywords[s.Id] = strings.TrimSpace(s.Keyword)
		}
	}
	child := func(b *messages.Background, s *messages.Scenario) {
		if b != nil {
			keep(b.Steps)
		}
		if s == nil {
			return
		}
		keep(s.Steps)
		nodes[s.Id] = int(s.Location.Line)
		for _, e := range s.Examples {
			for _, row := range e.TableBody {
				nodes[row.Id] = int(row.Location.Line)
			}
		}
	}
	for _, c := range f.document.Feature.Children {
		child(c.Background, c.Scenario)
		if c.Rule != nil {
			for _, c := range c.Rule.Children {
				child(c.Background, c.Scenario)
			}
		}
	}
	return nodes
}

// pickle gives the scenario of a result, nil if the text does not have it.
func (f *featureText) pickle(r Result) *messages.Pickle {
	if f == nil {
		return nil
	}
	for _, p := range f.pickles {
		if f.lines[p.Id] == r.Line && p.Name == r.Scenario {
			return p
		}
	}
	return nil
}

// stepText is a step as the page shows it. Keyword is Given, When, Then, And or *.
type stepText struct {
	Keyword, Text string
	Table         [][]string
	Doc           []string
	// Broke says that a finding was made in this step.
	Broke bool
}

// steps gives the steps of a result's scenario, its background's included.
func (f *featureText) steps(r Result) []stepText {
	pickle := f.pickle(r)
	if pickle == nil {
		return nil
	}
	var all []stepText
	for _, s := range pickle.Steps {
		step := stepText{Keyword: f.keywords[s.AstNodeIds[0]], Text: visible(cut(s.Text, widest)), Broke: r.brokeIn(s.Text)}
		if s.Argument != nil && s.Argument.DataTable != nil {
			for _, row := range s.Argument.DataTable.Rows {
				var cells []string
				for _, c := range row.Cells {
					cells = append(cells, visible(cut(c.Value, shortLimit)))
				}
				step.Table = append(step.Table, cells)
			}
		}
		if s.Argument != nil && s.Argument.DocString != nil {
			step.Doc = lines(cut(s.Argument.DocString.Content, longLimit))
		}
		all = append(all, step)
	}
	return all
}

// brokeIn says whether a finding was made in a step.
func (r Result) brokeIn(step string) bool {
	for _, f := range r.Findings {
		if f.Step == step {
			return true
		}
	}
	return false
}
