package directory

import "strings"

// Values of userType.
const (
	Member = "Member"
	Guest  = "Guest"
)

// guestMark is between the name that a guest has at home, with _ for @, and the domain of the inviting tenant.
const guestMark = "#EXT#@"

func isGuestName(name string) bool { return strings.Contains(name, guestMark) }

// GuestName is the userPrincipalName that a tenant gives to the guest with this name at home: alias_theirdomain#EXT#@ours,
// the form that published exports show; no page with the rule was read.
func GuestName(home, domain string) string {
	return strings.Replace(home, "@", "_", 1) + guestMark + domain
}

// HomeName is the sign-in name as the source attribute userPrincipalName gives it, where originalUserPrincipalName gives it as it
// is: that of a guest without what the inviting tenant made of it, so that alias_theirdomain#EXT#@ours is alias@theirdomain again
// (Microsoft Learn, how-provisioning-works, B2B users; which part of the name stays is an inference).
func HomeName(name string) string {
	home, _, guest := strings.Cut(name, guestMark)
	at := strings.LastIndexByte(home, '_')
	if !guest || at < 0 {
		return name
	}
	return home[:at] + "@" + home[at+1:]
}
