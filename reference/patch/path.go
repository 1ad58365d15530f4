package patch

import (
	"strings"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
)

// Path is the path of an operation (RFC 7644 figure 7): an attribute, or the values of one that a filter selects, and
// perhaps a sub-attribute.
type Path struct {
	schema.Path
	// Filter selects values; nil when the path has no brackets.
	Filter filter.Expression
}

// String is the path as an operation has it; it parses back to an equal path.
func (p Path) String() string {
	if p.Filter == nil {
		return p.Path.String()
	}
	attribute := p.Path
	attribute.Sub = ""
	s := attribute.String() + "[" + p.Filter.String() + "]"
	if p.Sub != "" {
		s += "." + p.Sub
	}
	return s
}

// ParsePath reads a path. What is between the first and the last bracket is the filter; its quoted values are opaque
// (D-116). The error is a *schema.Error with InvalidPath, or InvalidFilter for what is between the brackets.
func (d Dialect) ParsePath(text string) (Path, error) {
	malformed := func(err error) (Path, error) {
		return Path{}, schema.Errorf(schema.InvalidPath, "path %q: %v", text, err)
	}
	open := strings.IndexByte(text, '[')
	if open < 0 {
		p, err := schema.ParsePath(text)
		if err != nil {
			return malformed(err)
		}
		return Path{Path: p}, nil
	}
	end := strings.LastIndexByte(text, ']')
	if end < open {
		return Path{}, schema.Errorf(schema.InvalidPath, "path %q: expected ] after [", text)
	}
	// The attribute and the sub-attribute are read together, as if there were no brackets.
	p, err := schema.ParsePath(text[:open] + text[end+1:])
	if err != nil {
		return malformed(err)
	}
	if before, err := schema.ParsePath(text[:open]); err != nil || before.Sub != "" || before.Attribute != p.Attribute {
		return Path{}, schema.Errorf(schema.InvalidPath, "path %q: expected an attribute in front of [", text)
	}
	selection, err := d.Grammar.ParseElement(text[open+1 : end])
	if err != nil {
		return Path{}, err
	}
	return Path{Path: p, Filter: selection}, nil
}
