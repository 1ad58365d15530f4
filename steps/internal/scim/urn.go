package scim

import "strings"

// The schemas that every service provider is expected to have (RFC 7643, 4).
const (
	CoreUser       = "urn:ietf:params:scim:schemas:core:2.0:User"
	CoreGroup      = "urn:ietf:params:scim:schemas:core:2.0:Group"
	EnterpriseUser = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
)

// IsURN says whether the name of a member is a schema's.
func IsURN(name string) bool { return strings.HasPrefix(strings.ToLower(name), "urn:") }

// cores are what stands in front of a core attribute's name when the schema is named.
var cores = []string{strings.ToLower(CoreUser) + ":", strings.ToLower(CoreGroup) + ":"}

// KeyOf is a path in lower case, without selectors and without the core schemas' URNs: emails[type eq "work"].value and
// urn:…:core:2.0:User:emails.value are both emails.value.
func KeyOf(path string) string {
	key := strings.ToLower(path)
	for _, core := range cores {
		key = strings.TrimPrefix(key, core)
	}
	for {
		open := strings.IndexByte(key, '[')
		if open < 0 {
			return key
		}
		end := strings.IndexByte(key[open:], ']')
		if end < 0 {
			return key[:open]
		}
		key = key[:open] + key[open+end+1:]
	}
}

// QuoteFilterValue writes a string as a filter's value: JSON's rules (RFC 7644, 3.4.2.2).
func QuoteFilterValue(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
