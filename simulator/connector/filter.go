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
func (w *Wire) lookUpQuery(exclude string, t term) string {
	t.bare = w.BareExternalID && strings.EqualFold(t.attribute, "externalId")
	var room [256]byte
	query := room[:0]
	if exclude != "" {
		query = append(append(query, excluding(exclude)...), '&')
	}
	query = w.appendFilter(append(query, "filter="...), t)
	if w.PageSize > 0 {
		query = append(query, "&startIndex=1&count="+strconv.Itoa(w.PageSize)...)
	}
	return string(query)
}

func excluding(attribute string) string { return "excludedAttributes=" + attribute }

// referenceQuery is the query of a reference check: Example 4 of the page.
func (w *Wire) referenceQuery(id string, attribute Target, referenced string) string {
	name := attribute.attribute
	if w.QualifiedReferences {
		name = attribute.String()
	}
	terms := []term{{"id", id, w.BareReferences}, {name, referenced, w.BareReferences}}
	if w.ReferencedFirst {
		slices.Reverse(terms)
	}
	filter := string(w.appendFilter([]byte("filter="), terms...))
	if w.AttributesFirst {
		return "attributes=id&" + filter
	}
	return filter + "&attributes=id"
}

// appendFilter appends a filter as Entra's query carries it: form-encoded, a blank as plus, lower-case hexadecimal.
func (w *Wire) appendFilter(query []byte, terms ...term) []byte {
	for i, t := range terms {
		if i > 0 {
			query = append(query, "+and+"...)
		}
		value := t.value
		if !w.PlainQuotes {
			value = escapeQuotes(value)
		}
		if w.EscapeFilterValues {
			value = string(percentEncode(nil, value, func(b byte) bool { return !strings.ContainsRune(`;/?:@&=+$,#[]!'()*`, rune(b)) }, ' '))
		}
		quote := "%22"
		if t.bare {
			quote = ""
		}
		query = append(percentEncode(query, t.attribute, unreservedInForm, '+'), "+eq+"...)
		query = append(percentEncode(append(query, quote...), value, unreservedInForm, '+'), quote...)
	}
	return query
}

var quotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// escapeQuotes escapes quotes and backslashes as JSON does.
func escapeQuotes(value string) string { return quotes.Replace(value) }

// unreservedInForm are the characters that .NET's form encoder leaves alone, which Microsoft's library uses.
func unreservedInForm(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("-_.!*()", b) >= 0
}

// percentEncode appends the text.
func percentEncode(to []byte, text string, keep func(byte) bool, blank byte) []byte {
	const hex = "0123456789abcdef"
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			to = append(to, blank)
		case keep(c):
			to = append(to, c)
		default:
			to = append(to, '%', hex[c>>4], hex[c&15])
		}
	}
	return to
}
