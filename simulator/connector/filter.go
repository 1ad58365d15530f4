package connector

import (
	"slices"
	"strconv"
	"strings"
)

// term is one comparison of a filter, which is always eq. The terms of a filter are joined with and: Entra needs nothing
// else (Microsoft Learn, use-scim-to-provision-users-and-groups).
type term struct {
	attribute, value string
	bare             bool // without quotes
}

// lookUpQuery is the query of a look-up: excludedAttributes before filter, as in the page's samples and in Microsoft's
// library, whose order is attributes, excludedAttributes, filter, startIndex, count.
func (w Wire) lookUpQuery(exclude string, t term) string {
	t.bare = w.BareExternalID && strings.EqualFold(t.attribute, "externalId")
	query := "filter=" + w.encodeFilter(t)
	if exclude != "" {
		query = excluding(exclude) + "&" + query
	}
	if w.PageSize > 0 {
		query += "&startIndex=1&count=" + strconv.Itoa(w.PageSize)
	}
	return query
}

func excluding(attribute string) string { return "excludedAttributes=" + attribute }

// referenceQuery is the query of a reference check: Example 4 of the page.
func (w Wire) referenceQuery(id string, attribute Target, referenced string) string {
	name := attribute.attribute
	if w.QualifiedReferences {
		name = attribute.String()
	}
	terms := []term{{"id", id, w.BareReferences}, {name, referenced, w.BareReferences}}
	if w.ReferencedFirst {
		slices.Reverse(terms)
	}
	filter := "filter=" + w.encodeFilter(terms...)
	if w.AttributesFirst {
		return "attributes=id&" + filter
	}
	return filter + "&attributes=id"
}

// encodeFilter is a filter as Entra's query carries it: form-encoded, a blank as plus, lower-case hexadecimal.
func (w Wire) encodeFilter(terms ...term) string {
	texts := make([]string, len(terms))
	for i, t := range terms {
		value := t.value
		if !w.PlainQuotes {
			value = escapeQuotes(value)
		}
		if w.EscapeFilterValues {
			value = percentEncode(value, func(b byte) bool { return !strings.ContainsRune(`;/?:@&=+$,#[]!'()*`, rune(b)) }, ' ')
		}
		if !t.bare {
			value = `"` + value + `"`
		}
		texts[i] = t.attribute + " eq " + value
	}
	return percentEncode(strings.Join(texts, " and "), unreservedInForm, '+')
}

var quotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// escapeQuotes escapes quotes and backslashes as JSON does.
func escapeQuotes(value string) string { return quotes.Replace(value) }

// unreservedInForm are the characters that .NET's form encoder leaves alone, which Microsoft's library uses.
func unreservedInForm(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("-_.!*()", b) >= 0
}

func percentEncode(s string, keep func(byte) bool, blank byte) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	b.Grow(len(s) + len(s)/2)
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte(blank)
		case keep(c):
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}
