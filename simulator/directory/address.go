package directory

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sane refuses values of the right type that no tenant holds: a sign-in name or address without its @, a proxy address
// without its type. It is no validation of addresses: what lies between is the target's to judge.
func sane(name string, kept any) error {
	refuse := func(expected string, found any) error {
		return &Error{Code: InvalidValue, Attribute: name, Value: found, Expected: expected}
	}
	switch v := kept.(type) {
	case string:
		if expected := saneText(name, v); expected != "" {
			return refuse(expected, v)
		}
	case []string:
		for _, text := range v {
			if !utf8.ValidString(text) {
				return refuse("texts in UTF-8", text)
			}
		}
		switch name {
		case "proxyAddresses":
			return saneProxyAddresses(v, refuse)
		case GroupTypes:
			for _, typ := range v {
				if typ != unified && typ != "DynamicMembership" {
					return refuse("Unified or DynamicMembership", typ)
				}
			}
		}
	}
	return nil
}

// saneText is what is expected instead of the text, nothing if it is sane.
func saneText(name, v string) (expected string) {
	switch {
	case !utf8.ValidString(v):
		return "text in UTF-8"
	case name == UserPrincipalName && (!isAddress(v) || strings.Count(v, "@") > 1):
		return "a name such as ann@contoso.example"
	case name == "mail" && !isAddress(v):
		return "an address such as ann@contoso.example"
	case name == UserType && v != Member && v != Guest:
		return "Member or Guest"
	}
	return ""
}

// saneProxyAddresses: each has a type and a colon in front, none is there twice, and one SMTP in capitals is the primary
// address (Exchange Server, EmailAddresses property).
func saneProxyAddresses(addresses []string, refuse func(string, any) error) error {
	primary := ""
	for i, a := range addresses {
		typ, address, ok := strings.Cut(a, ":")
		switch {
		case !ok || typ == "" || address == "" || strings.ContainsFunc(typ, unicode.IsSpace):
			return refuse("addresses such as smtp:ann@contoso.example", a)
		case strings.EqualFold(typ, "smtp") && !isAddress(address):
			return refuse("an address such as ann@contoso.example after smtp:", a)
		case slices.ContainsFunc(addresses[:i], func(other string) bool { return strings.EqualFold(a, other) }):
			return refuse("each address once", a)
		case typ == "SMTP" && primary != "":
			return refuse("one primary address, with SMTP in capitals", primary+" and "+a)
		case typ == "SMTP":
			primary = a
		}
	}
	return nil
}

// isAddress tells whether there is an @ with something on both sides, and no white space.
func isAddress(s string) bool {
	at := strings.LastIndexByte(s, '@')
	return at > 0 && at < len(s)-1 && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
}
