package connector

import "strings"

// encodeFilter is attribute eq "value" as Entra's query carries it: form-encoded, a blank as plus, lower-case hexadecimal.
// Quotes and backslashes in the value are escaped as in JSON (RFC 7644, section 3.4.2.2; what Entra does is not known).
func encodeFilter(attribute, value string, escapeFirst bool) string {
	value = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)
	if escapeFirst {
		value = percentEncode(value, func(b byte) bool { return !strings.ContainsRune(`;/?:@&=+$,#[]!'()*`, rune(b)) }, ' ')
	}
	return percentEncode(attribute+` eq "`+value+`"`, unreservedInForm, '+')
}

// unreservedInForm are the characters that .NET's form encoder leaves alone, which Microsoft's library uses.
func unreservedInForm(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("-_.!*()", b) >= 0
}

func percentEncode(s string, keep func(byte) bool, blank byte) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
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
