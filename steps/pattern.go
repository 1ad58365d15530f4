package steps

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/entrasim/entrasim/simulator/connector"
)

// Patterns select scenarios by requirement id, area, path or title. In a pattern, * stands for anything but a slash and
// ** for anything; letter case does not count.
type Patterns struct {
	patterns []pattern
}

type pattern struct {
	text   string
	match  *regexp.Regexp
	source string // "" or file:line
}

// ParsePatterns reads patterns; one that begins with @ names a file with a pattern per line and comments after #.
// An empty list selects nothing.
func ParsePatterns(args []string) (*Patterns, error) {
	p := &Patterns{}
	for _, a := range args {
		file, isFile := strings.CutPrefix(a, "@")
		if !isFile {
			p.add(a, "")
			continue
		}
		if err := p.readFile(file); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *Patterns) readFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err // with the name of the file
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		text, _, _ := strings.Cut(lines.Text(), " #")
		if text = strings.TrimSpace(text); text != "" && !strings.HasPrefix(text, "#") {
			p.add(text, fmt.Sprintf("%s:%d", name, n))
		}
	}
	return lines.Err()
}

func (p *Patterns) add(text, source string) {
	var b strings.Builder
	b.WriteString(`(?i)^`)
	for rest := text; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "**"):
			b.WriteString(`.*`)
			rest = rest[2:]
		case rest[0] == '*':
			b.WriteString(`[^/]*`)
			rest = rest[1:]
		default:
			end := strings.IndexByte(rest, '*')
			if end < 0 {
				end = len(rest)
			}
			b.WriteString(regexp.QuoteMeta(rest[:end]))
			rest = rest[end:]
		}
	}
	b.WriteString(`$`)
	p.patterns = append(p.patterns, pattern{text: text, match: regexp.MustCompile(b.String()), source: source})
}

// Empty says that there is no pattern.
func (p *Patterns) Empty() bool { return p == nil || len(p.patterns) == 0 }

// Match says whether a pattern names the scenario.
func (p *Patterns) Match(s Scenario) bool { return p.MatchIn(s, "") }

// MatchIn says whether a pattern names the scenario as it runs in a dialect, as reports do: creation/create:it exists
// [default]. A pattern without a dialect names it in both.
func (p *Patterns) MatchIn(s Scenario, dialect string) bool {
	if p == nil {
		return false
	}
	for _, x := range p.patterns {
		if x.names(s, dialect) {
			return true
		}
	}
	return false
}

func (x pattern) names(s Scenario, dialects ...string) bool {
	file := strings.TrimSuffix(s.File, ".feature")
	names := []string{s.Area, file, s.File, fmt.Sprintf("%s:%d", s.File, s.Line), s.Path(), s.Title}
	for _, d := range dialects {
		names = append(names, s.Path()+" ["+d+"]")
	}
	for _, name := range names {
		if x.match.MatchString(name) {
			return true
		}
	}
	for _, r := range s.Requirements {
		if x.match.MatchString(r.ID) {
			return true
		}
	}
	return false
}

// dialectNames are the dialects that a pattern may name.
var dialectNames = []string{connector.DialectDefault.String(), connector.DialectCompliant.String()}

// unmatched gives an error for the first pattern that names none of the scenarios: a list that says nothing any more, or
// a slip of the pen.
func (p *Patterns) unmatched(flag string, all []Scenario) error {
	if p == nil {
		return nil
	}
next:
	for _, x := range p.patterns {
		for _, s := range all {
			if x.names(s, dialectNames...) {
				continue next
			}
		}
		at := ""
		if x.source != "" {
			at = " (" + x.source + ")"
		}
		hint := "`entrasim list scenarios` names them all"
		if f, err := os.Stat(x.text); err == nil && !f.IsDir() {
			hint = "@" + x.text + " stands for the patterns in that file"
		}
		return fmt.Errorf("%s: the pattern %q%s names no scenario of this profile; %s", flag, x.text, at, hint)
	}
	return nil
}
