package schema

import (
	"fmt"
	"strings"
)

// Path is the standard attribute notation of RFC 7644 section 3.10: [URN ":"] attribute ["." sub-attribute].
type Path struct {
	// URN is the schema's, empty when the path has none.
	URN string
	// Attribute and Sub are as written; Sub may be empty.
	Attribute, Sub string
}

// ParsePath reads attribute notation. A URN is split off at the last colon before anything is split at a dot, because
// URNs have dots in them. The error says what is wrong with the text; whether such an attribute exists is for
// ResourceType.Resolve to say.
func ParsePath(text string) (Path, error) {
	var p Path
	rest := text
	if i := strings.LastIndexByte(rest, ':'); i >= 0 {
		p.URN, rest = rest[:i], rest[i+1:]
		if !isURN(p.URN) {
			return Path{}, fmt.Errorf("expected a schema URN in front of the attribute, found %q", p.URN)
		}
	}
	p.Attribute = rest
	if i := strings.IndexByte(rest, '.'); i >= 0 {
		p.Attribute, p.Sub = rest[:i], rest[i+1:]
		if !isName(p.Sub) {
			return Path{}, fmt.Errorf("expected a sub-attribute name after the dot, found %q", p.Sub)
		}
	}
	if !isName(p.Attribute) {
		return Path{}, fmt.Errorf("expected an attribute name, found %q", p.Attribute)
	}
	return p, nil
}

// String is the path in attribute notation.
func (p Path) String() string {
	s := p.Attribute
	if p.URN != "" {
		s = p.URN + ":" + s
	}
	if p.Sub != "" {
		s += "." + p.Sub
	}
	return s
}

// isName checks ATTRNAME of RFC 7644 figure 1: a letter, then letters, digits, hyphens and underscores. A dollar sign may
// come first, because RFC 7643 itself has $ref.
func isName(s string) bool {
	s = strings.TrimPrefix(s, "$")
	for i, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '-' || c == '_'):
		default:
			return false
		}
	}
	return s != ""
}

// isURN is a coarse check: printable ASCII without what delimits a path in a filter, with a scheme.
func isURN(s string) bool {
	scheme, rest, found := strings.Cut(s, ":")
	if !found || !isName(scheme) || rest == "" {
		return false
	}
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`"()[]<>\^{|}`+"`", c) >= 0 {
			return false
		}
	}
	return true
}
