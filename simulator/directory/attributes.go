package directory

import (
	"maps"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// The attributes that the tenant itself reads.
const (
	UserPrincipalName = "userPrincipalName"
	AccountEnabled    = "accountEnabled"
)

// kind is the type of an attribute's values.
type kind uint8

const (
	text    kind = iota // string
	boolean             // bool
	texts               // []string
)

func (k kind) String() string {
	return [...]string{"a text", "true or false", "a list of texts"}[k]
}

// kindOf is the type of a source attribute. The names are those that the attribute-mapping page of the admin center
// offers as sources (Microsoft Learn, customize-application-attributes); userType and SamAccountName are not offered
// (known-issues). References such as manager are not values and not here. A directory extension is a text under the name
// extension_<application id>_<name>.
func kindOf(name string) (kind, bool) {
	switch name {
	case AccountEnabled, "dirSyncEnabled":
		return boolean, true
	case "otherMails", "proxyAddresses":
		return texts, true
	}
	return text, slices.Contains(textAttributes(), name) || strings.HasPrefix(name, "extension_")
}

func textAttributes() []string {
	return []string{
		"city", "companyName", "country", "department", "displayName", "employeeHireDate", "employeeId",
		"employeeOrgData.costCenter", "employeeOrgData.division", "employeeType", "extensionAttribute1",
		"extensionAttribute2", "extensionAttribute3", "extensionAttribute4", "extensionAttribute5",
		"extensionAttribute6", "extensionAttribute7", "extensionAttribute8", "extensionAttribute9",
		"extensionAttribute10", "extensionAttribute11", "extensionAttribute12", "extensionAttribute13",
		"extensionAttribute14", "extensionAttribute15", "facsimileTelephoneNumber", "givenName", "immutableId",
		"jobTitle", "mail", "mailNickname", "mobile", "netId", "onPremisesDistinguishedName",
		"onPremisesSecurityIdentifier", "onPremisesUserPrincipalName", "physicalDeliveryOfficeName", "postalCode",
		"preferredLanguage", "sipProxyAddress", "state", "streetAddress", "surname", "telephoneNumber", "usageLocation",
		UserPrincipalName,
	}
}

// AttributeNames are the attributes that a user can have, sorted; directory extensions come on top.
func AttributeNames() []string {
	names := append(textAttributes(), AccountEnabled, "dirSyncEnabled", "otherMails", "proxyAddresses")
	slices.Sort(names)
	return names
}

// apply is current with changes made to it, as a new map. It checks names, types and the two that cannot be cleared.
func apply(current, changes map[string]any) (map[string]any, error) {
	final := maps.Clone(current)
	for _, name := range slices.Sorted(maps.Keys(changes)) { // sorted, so that of two faults the same one is reported
		want, known := kindOf(name)
		if !known {
			return nil, &Error{Code: UnknownAttribute, Attribute: name, Nearest: nearest(name, AttributeNames())}
		}
		value, ok := normalise(changes[name], want)
		switch {
		case !ok:
			return nil, &Error{Code: InvalidValue, Attribute: name, Value: changes[name], Expected: want.String()}
		case value != nil:
			final[name] = value
		default:
			delete(final, name)
		}
	}
	for _, name := range []string{UserPrincipalName, AccountEnabled} {
		if _, ok := final[name]; !ok {
			return nil, &Error{Code: InvalidValue, Attribute: name, Expected: "a value"}
		}
	}
	return final, nil
}

// normalise is the value as it is kept: nil for an absent one. Ok is false when it is of another type.
func normalise(value any, want kind) (kept any, ok bool) {
	switch v := value.(type) {
	case nil:
		return nil, true
	case string:
		if want != text {
			return nil, false
		}
		if v == "" {
			return nil, true
		}
		return v, true
	case bool:
		return v, want == boolean
	case []string:
		if want != texts {
			return nil, false
		}
		if len(v) == 0 {
			return nil, true
		}
		return slices.Clone(v), true
	}
	return nil, false
}

// nearest is the known name with the fewest edits from name, letter case apart.
func nearest(name string, known []string) string {
	distance := func(k string) int { return levenshtein.ComputeDistance(strings.ToLower(k), strings.ToLower(name)) }
	return slices.MinFunc(known, func(a, b string) int { return distance(a) - distance(b) })
}
