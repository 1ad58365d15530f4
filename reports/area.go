package reports

import (
	"fmt"
	"strconv"
)

// promise says in a few words what an area of features is about, for people who do not know the folders.
func promise(area string) string {
	return map[string]string{
		"connection":   "Test Connection, credentials, discovery, errors",
		"creation":     "Joiners get one account, with everything on it",
		"updates":      "Changes of a person arrive, and nothing else changes",
		"deactivation": "Leavers lose access, and come back as they were",
		"groups":       "Groups and their members",
		"mappings":     "Attribute mappings and their expressions",
		"cycles":       "Provisioning cycles, retries, quarantine",
		"restrictions": "What the service does not allow",
		"protocol":     "SCIM 2.0 by the letter of the RFCs",
		"gallery":      "Microsoft's tests for the app gallery",
	}[area]
}

// addressee is whom an endpoint is ready for, by profile; empty for a profile that is not known.
func addressee(profile string) string {
	return map[string]string{
		"entra":         "Microsoft Entra ID",
		"entra-gallery": "Microsoft's app gallery",
		"vcc":           "Entra ID with the profile of Vonage Contact Center",
		"rfc":           "clients that keep to RFC 7643 and RFC 7644",
	}[profile]
}

// summing says in a sentence how the run came to its headline.
func (r *Report) summing() string {
	failed, blocked := r.Count(Failed), r.Count(Blocked)
	if r.ExitStatus(r.Strict) != 1 || failed+blocked == 0 {
		return r.verdict(r.Strict)
	}
	text := fmt.Sprintf("%d of %s failed", failed, amount(len(r.Results), "scenario"))
	switch {
	case failed == 0:
		text = fmt.Sprintf("%d of %s could not be judged, because something before them did not work", blocked, amount(len(r.Results), "scenario"))
	case blocked > 0:
		text += fmt.Sprintf(", and %d could not be judged, because something before them did not work", blocked)
	}
	if causes := len(r.Causes()); causes < failed+blocked {
		return text + "; probable causes: " + strconv.Itoa(causes)
	}
	return text
}

// headline says the verdict in a few words.
func (r *Report) headline() string {
	who := addressee(r.Profile)
	if who == "" {
		who = "the profile " + visible(cut(r.Profile, detailLimit))
	}
	switch r.ExitStatus(r.Strict) {
	case 0:
		return "Ready for " + who
	case 1:
		return "Not ready for " + who
	default:
		return "Nothing learnt"
	}
}
