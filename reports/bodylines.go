package reports

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// bodyLine is one line of a body as the page shows it: JSON laid out, anything else as it came.
type bodyLine struct {
	// Indent is the depth, Key the member's name with its quotes, if the line has one, and Text the rest. Both are visible.
	Indent int
	Key    string
	Text   string
	// Marked says that the line shows what was wrong.
	Marked bool
	// Left is the number of lines left out here, when not 0; nothing else is set then.
	Left int

	// paths are the names that findings may call the line by: emails.value and emails[type eq "work"].value.
	paths []string
}

// Shift is the indentation in spaces.
func (l bodyLine) Shift() string { return strings.Repeat("  ", l.Indent) }

const (
	// deepest is the nesting up to which JSON is laid out; SCIM's own needs six.
	deepest = 24
	// widest cuts a line of a body, in characters.
	widest = 1000
	// allLines is the length up to which a body is shown whole; of a longer one stay its headLines first lines, and
	// around marked lines.
	allLines, headLines, aroundLines = 60, 30, 4
)

// bodyLines lays out a body. A body that is no JSON, too deep or cut short is shown line by line.
func bodyLines(body string) []bodyLine {
	if body == "" {
		return nil
	}
	// Validity is not looked at beyond the limit: gjson recurses.
	if len(body) <= errorLimit && depth(body) <= deepest && gjson.Valid(body) {
		var l layout
		l.value(gjson.Parse(body), bodyLine{}, "")
		return l.lines
	}
	var all []bodyLine
	for _, line := range lines(cut(body, longLimit)) {
		all = append(all, bodyLine{Text: cut(line, widest)})
	}
	return all
}

// depth gives the deepest nesting of brackets, those inside strings included: an upper bound.
func depth(body string) int {
	level, most := 0, 0
	for i := range len(body) {
		switch body[i] {
		case '{', '[':
			level++
			most = max(most, level)
		case '}', ']':
			level--
		}
	}
	return most
}

// layout collects the lines of a JSON value.
type layout struct{ lines []bodyLine }

// value adds a value's lines. line has what stands before it: indentation, key and paths; tail what stands behind it.
func (l *layout) value(v gjson.Result, line bodyLine, tail string) {
	open, closing := "{", "}"
	if v.IsArray() {
		open, closing = "[", "]"
	}
	if !v.IsObject() && !v.IsArray() {
		line.Text = visible(cut(strings.TrimSpace(v.Raw), widest)) + tail
		l.lines = append(l.lines, line)
		return
	}
	if short := v.Get("@ugly").Raw; isOperation(line.paths) && len(short) <= operationLimit && !v.Get("value").IsObject() {
		line.Text = visible(short) + tail
		l.lines = append(l.lines, line)
		return
	}
	var keys, values []gjson.Result
	v.ForEach(func(key, value gjson.Result) bool {
		keys, values = append(keys, key), append(values, value)
		return true
	})
	if len(values) == 0 {
		line.Text = open + closing + tail
		l.lines = append(l.lines, line)
		return
	}
	line.Text = open
	l.lines = append(l.lines, line)
	for i, child := range values {
		comma := ","
		if i == len(values)-1 {
			comma = ""
		}
		inner := bodyLine{Indent: line.Indent + 1}
		if v.IsObject() {
			inner.Key = visible(cut(keys[i].Raw, widest)) + ": "
			inner.paths = memberPaths(line.paths, keys[i].String())
		} else {
			inner.paths = elementPaths(line.paths, child)
		}
		l.value(child, inner, comma)
	}
	l.lines = append(l.lines, bodyLine{Indent: line.Indent, Text: closing + tail})
}

// wrappers are members around the attributes of a resource, which no finding names.
var wrappers = []string{"Resources", "Operations", "value"}

// memberPaths gives the names of a member of the object with some names: name, parent.name, urn:name.
func memberPaths(parents []string, key string) []string {
	if len(parents) == 0 {
		return []string{key}
	}
	var paths []string
	for _, parent := range parents {
		separator := "."
		if strings.HasPrefix(strings.ToLower(parent), "urn:") && !strings.Contains(parent[strings.LastIndex(parent, ":"):], ".") {
			separator = ":"
		}
		paths = append(paths, parent+separator+key)
	}
	if slices.ContainsFunc(parents, func(p string) bool { return slices.Contains(wrappers, p) }) {
		paths = append(paths, key)
	}
	return paths[:min(len(paths), 6)]
}

// elementPaths gives the names of an element of a list: those of the list, and with its type as a filter.
func elementPaths(parents []string, element gjson.Result) []string {
	paths := slices.Clone(parents)
	if kind := element.Get("type"); element.IsObject() && kind.Type == gjson.String {
		for _, p := range parents {
			paths = append(paths, p+"[type eq "+strconv.Quote(kind.Str)+"]")
		}
	}
	// An operation is named by its path, and what it sets is called the same.
	if path := element.Get("path"); element.IsObject() && element.Get("op").Exists() && path.Type == gjson.String {
		return []string{path.Str, "Operations"}
	}
	return paths[:min(len(paths), 6)]
}

// isOperation says that the names are those of a PATCH's operation, which has its own line when it is short.
func isOperation(paths []string) bool { return len(paths) == 2 && paths[1] == "Operations" }

// shorten leaves out what is far from the beginning and from marked lines, and says how much.
func shorten(all []bodyLine) []bodyLine {
	if len(all) <= allLines {
		return all
	}
	keep := make([]bool, len(all))
	for i, line := range all {
		if i < headLines || i == len(all)-1 {
			keep[i] = true
		}
		for j := i - aroundLines; line.Marked && j <= i+aroundLines; j++ {
			if j >= 0 && j < len(all) {
				keep[j] = true
			}
		}
	}
	var short []bodyLine
	left := 0
	for i, line := range all {
		if !keep[i] {
			left++
			continue
		}
		if left > 0 {
			short = append(short, bodyLine{Left: left})
			left = 0
		}
		short = append(short, line)
		if len(short) >= 4*allLines { // as when every line of a long list is marked
			return append(short, bodyLine{Left: len(all) - i - 1})
		}
	}
	return short
}

// size is about what the lines take on the page, in bytes.
func size(all []bodyLine) int {
	n := 0
	for _, line := range all {
		n += 2*line.Indent + len(line.Key) + len(line.Text) + 8
	}
	return n
}
