package demands

import (
	"slices"
	"strings"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// featureTypes are the types of elements that the features and the attribute mappings name.
var featureTypes = map[string][]string{
	"emails": {"work", "home", "other"}, "phonenumbers": {"work", "mobile", "fax", "home", "other"},
	"addresses": {"work", "home", "other"},
}

// chooseTypes finds for each type that features name one that the target lists: itself, or else the next that is not taken.
// RFC 7643, 4.1.2 only suggests types, so that a target may have others, and may refuse those that it does not list.
func (d *Resource) chooseTypes() {
	d.Types = map[string]map[string]string{}
	for name, wanted := range featureTypes {
		listed := d.Allowed[name+".type"]
		if len(listed) == 0 {
			continue
		}
		chosen := map[string]string{}
		var free []string
		for _, l := range listed {
			if i := slices.IndexFunc(wanted, func(w string) bool { return strings.EqualFold(w, l) }); i >= 0 {
				chosen[wanted[i]] = l
			} else {
				free = append(free, l)
			}
		}
		for _, w := range wanted {
			if chosen[w] == "" && len(free) == 0 {
				// A type that features name less often lends itself: other for home.
				if i := slices.IndexFunc(wanted, func(x string) bool { return x != "work" && x != "mobile" && chosen[x] != "" && x == "other" }); i >= 0 {
					free = append(free, chosen[wanted[i]])
					delete(chosen, wanted[i])
				}
			}
			if chosen[w] == "" && len(free) > 0 {
				chosen[w], free = free[0], free[1:]
			}
		}
		d.Types[name] = chosen
	}
}

// TypeFor gives the type that stands for one which a feature names. It is not ok when the target has no other left.
func (d *Resource) TypeFor(attribute, wanted string) (listed string, ok bool) {
	chosen, limited := d.Types[strings.ToLower(attribute)]
	if !limited {
		return wanted, true
	}
	for feature, listed := range chosen {
		if strings.EqualFold(feature, wanted) {
			return listed, true
		}
	}
	if slices.ContainsFunc(d.Allowed[strings.ToLower(attribute)+".type"], func(l string) bool { return strings.EqualFold(l, wanted) }) {
		return wanted, true
	}
	// A type that no feature is known to name: it stays what it is, for whoever invents one means it.
	return wanted, !slices.Contains(featureTypes[strings.ToLower(attribute)], strings.ToLower(wanted))
}

// optionalAttributes are those of RFC 7643, 4.1, that a service provider can do without, and Entra ID, too, once its mapping
// has no row for them. What a target's schema does not list of them it does not have to take.
var optionalAttributes = strings.Fields(`displayname nickname profileurl title usertype preferredlanguage locale timezone password
	emails phonenumbers ims photos addresses entitlements roles x509certificates
	name.formatted name.middlename name.honorificprefix name.honorificsuffix`)

// enterpriseAttributes are those of the enterprise extension.
var enterpriseAttributes = strings.Fields(`employeenumber costcenter organization division department manager`)

// Lacks says whether the target does not have an attribute for a client: its schema does not list it or keeps it for the service
// provider, or the values file says so.
func (d *Resource) Lacks(path string) bool {
	key := scim.KeyOf(path)
	if slices.ContainsFunc(d.Unsupported, func(u string) bool { return u == key || strings.HasPrefix(key, u+".") }) {
		return true
	}
	if !d.Known || d.URN != scim.CoreUser {
		return false
	}
	head, sub, _ := strings.Cut(key, ".")
	if slices.Contains(optionalAttributes, head) && d.Attributes[head].mutability == "readonly" {
		return true
	}
	if d.Has(key) {
		return false
	}
	if key == strings.ToLower(scim.EnterpriseUser) {
		return !slices.ContainsFunc(enterpriseAttributes, func(name string) bool { return d.Has(scim.EnterpriseUser + ":" + name) })
	}
	if scim.IsURN(key) {
		rest, isEnterprise := strings.CutPrefix(key, strings.ToLower(scim.EnterpriseUser)+":")
		name, _, _ := strings.Cut(rest, ".")
		return isEnterprise && slices.Contains(enterpriseAttributes, name) && !d.Has(scim.EnterpriseUser+":"+name)
	}
	if a, found := d.Attributes[head]; found && sub != "" {
		// Parts that are not listed are missing only where parts are listed at all.
		return len(a.subs) > 0 && (slices.Contains(optionalAttributes, head) || slices.Contains(optionalAttributes, key))
	}
	return slices.Contains(optionalAttributes, head)
}

// ReadOnly says whether the target's schema reserves an attribute, or what it is a part of, for the service provider.
func (d *Resource) ReadOnly(path string) bool {
	key := scim.KeyOf(path)
	head, _, _ := strings.Cut(key, ".")
	return d.Attributes[key].mutability == "readonly" || !scim.IsURN(key) && d.Attributes[head].mutability == "readonly"
}

// Returned is when the target's schema says that an attribute is in an answer (RFC 7643, 7): always, never, default, request.
// It is empty where it says nothing.
func (d *Resource) Returned(path string) string { return d.Attributes[scim.KeyOf(path)].returned }
