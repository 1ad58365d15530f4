package directory

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// The attributes that the tenant itself reads.
const (
	UserPrincipalName = "userPrincipalName"
	AccountEnabled    = "accountEnabled"
	UserType          = "userType"
	Manager           = "manager"
	DisplayName       = "displayName"
	MailNickname      = "mailNickname"
	GroupTypes        = "groupTypes"
	SecurityEnabled   = "securityEnabled"
	MailEnabled       = "mailEnabled"
)

// AttributeType is the type of an attribute, in the words of Graph's attributeDefinition.
type AttributeType string

const (
	TypeString  AttributeType = "String"
	TypeBoolean AttributeType = "Boolean"
	// TypeDateTime is a text: a date with a time as in RFC 3339.
	TypeDateTime AttributeType = "DateTime"
	// TypeInteger is an int64. Only directory extensions have it.
	TypeInteger AttributeType = "Integer"
	// TypeReference is the object id of another object.
	TypeReference AttributeType = "Reference"

	typeAnyScalar AttributeType = "any scalar" // of a directory extension: a text, a truth value or a whole number
)

// Attribute is a source attribute of users or groups.
type Attribute struct {
	Name        string
	Type        AttributeType
	MultiValued bool
	// Derived attributes are computed from others and cannot be set.
	Derived bool
	// NotOffered attributes exist in the directory, and the admin center does not offer them as the source of a mapping
	// (Microsoft Learn, known-issues: userType and SamAccountName).
	NotOffered bool
}

// UserAttributes are the attributes of a user, sorted by name; directory extensions come on top. The names are those that
// the attribute-mapping page of the admin center offers as sources (Microsoft Learn, customize-application-attributes).
func UserAttributes() []Attribute { return slices.Clone(userTable.rows) }

// GroupAttributes are the attributes of a group, sorted by name; directory extensions come on top.
func GroupAttributes() []Attribute { return slices.Clone(groupTable.rows) }

var userTable = newTable(
	strings.Fields(`city companyName country department displayName employeeId employeeOrgData.costCenter
		employeeOrgData.division employeeType extensionAttribute1 extensionAttribute2 extensionAttribute3
		extensionAttribute4 extensionAttribute5 extensionAttribute6 extensionAttribute7 extensionAttribute8
		extensionAttribute9 extensionAttribute10 extensionAttribute11 extensionAttribute12 extensionAttribute13
		extensionAttribute14 extensionAttribute15 facsimileTelephoneNumber givenName immutableId jobTitle mail mailNickname
		mobile netId onPremisesDistinguishedName onPremisesDomainName onPremisesSecurityIdentifier
		onPremisesUserPrincipalName physicalDeliveryOfficeName postalCode preferredLanguage sipProxyAddress state
		streetAddress surname telephoneNumber usageLocation userPrincipalName`),
	Attribute{Name: AccountEnabled, Type: TypeBoolean},
	Attribute{Name: "dirSyncEnabled", Type: TypeBoolean},
	Attribute{Name: "employeeHireDate", Type: TypeDateTime},
	Attribute{Name: "employeeLeaveDateTime", Type: TypeDateTime},
	Attribute{Name: "otherMails", Type: TypeString, MultiValued: true},
	Attribute{Name: "proxyAddresses", Type: TypeString, MultiValued: true},
	Attribute{Name: Manager, Type: TypeReference},
	Attribute{Name: UserType, Type: TypeString, NotOffered: true},
	Attribute{Name: "onPremisesSamAccountName", Type: TypeString, NotOffered: true},
	Attribute{Name: "objectId", Type: TypeString, Derived: true},
	Attribute{Name: "IsSoftDeleted", Type: TypeBoolean, Derived: true},
	Attribute{Name: "originalUserPrincipalName", Type: TypeString, Derived: true},
	Attribute{Name: "appRoleAssignments", Type: TypeString, MultiValued: true, Derived: true},
)

var groupTable = newTable(
	strings.Fields(`classification description displayName mail mailNickname onPremisesDomainName onPremisesNetBiosName
		onPremisesSamAccountName onPremisesSecurityIdentifier preferredLanguage visibility`),
	Attribute{Name: "dirSyncEnabled", Type: TypeBoolean},
	Attribute{Name: MailEnabled, Type: TypeBoolean},
	Attribute{Name: SecurityEnabled, Type: TypeBoolean},
	Attribute{Name: GroupTypes, Type: TypeString, MultiValued: true},
	Attribute{Name: "proxyAddresses", Type: TypeString, MultiValued: true},
	Attribute{Name: "objectId", Type: TypeString, Derived: true},
	Attribute{Name: "members", Type: TypeReference, MultiValued: true, Derived: true},
)

// table is the attributes of one kind of object.
type table struct {
	rows  []Attribute // by name
	index map[string]int
}

func newTable(texts []string, others ...Attribute) *table {
	t := &table{rows: others, index: map[string]int{}}
	for _, name := range texts {
		t.rows = append(t.rows, Attribute{Name: name, Type: TypeString})
	}
	slices.SortFunc(t.rows, func(a, b Attribute) int { return strings.Compare(a.Name, b.Name) })
	if len(t.rows) > mostRows {
		panic("directory: more attributes than a Reader has room for")
	}
	for i, a := range t.rows {
		t.index[a.Name] = i
	}
	return t
}

// extensionName is a directory extension: extension_, the application's id without its dashes, _, and the name.
var extensionName = regexp.MustCompile(`^extension_[0-9A-Fa-f]+_\w+$`)

// attribute is the one with this name; names are compared with case, as Entra does (Microsoft Learn, known-issues).
func (t *table) attribute(name string) (Attribute, bool) {
	if i, ok := t.index[name]; ok {
		return t.rows[i], true
	}
	if extensionName.MatchString(name) {
		return Attribute{Name: name, Type: typeAnyScalar}, true
	}
	return Attribute{}, false
}

// settable are the names of the attributes that can be set, sorted.
func (t *table) settable() []string {
	var names []string
	for _, a := range t.rows {
		if !a.Derived {
			names = append(names, a.Name)
		}
	}
	return names
}

// apply is current with changes made to it, as a new map. It checks names and types, and that each of the required ones
// has a value. References are left to the caller.
func (t *table) apply(current, changes map[string]any, required ...string) (map[string]any, error) {
	final := maps.Clone(current)
	for _, name := range slices.Sorted(maps.Keys(changes)) { // sorted, so that of two faults the same one is reported
		a, known := t.attribute(name)
		if !known {
			return nil, &Error{Code: UnknownAttribute, Attribute: name, Nearest: nearest(name, t.settable())}
		}
		if a.Type == TypeReference && !a.Derived {
			continue
		}
		value, err := a.normalise(changes[name])
		switch {
		case err != nil:
			return nil, err
		case value != nil:
			final[name] = value
		default:
			delete(final, name)
		}
	}
	for _, name := range required {
		if _, ok := final[name]; !ok {
			return nil, &Error{Code: InvalidValue, Attribute: name, Expected: "a value"}
		}
	}
	return final, nil
}

// nearest is the known name with the fewest edits from name, letter case and what a dotted name begins with apart; empty
// where all are far off. Half of the letters may be wrong.
func nearest(name string, known []string) string {
	nearest, least := "", utf8.RuneCountInString(name)/2+1
	for _, k := range known {
		for _, part := range []string{k, k[strings.LastIndexByte(k, '.')+1:]} {
			if d := levenshtein.ComputeDistance(strings.ToLower(part), strings.ToLower(name)); d < least {
				nearest, least = k, d
			}
		}
	}
	return nearest
}

// didYouMean ends a message about a name that is not known.
func didYouMean(nearest string) string {
	if nearest == "" {
		return ""
	}
	return fmt.Sprintf(": did you mean %q?", nearest)
}
