package connector

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Dialect is the form of PATCH bodies. Microsoft describes two and gives them no names; these are ours.
type Dialect uint8

const (
	// DialectDefault is what Entra sends unless told otherwise: Add, Replace and Remove with capitals, one operation per
	// attribute, booleans as the texts "True" and "False".
	DialectDefault Dialect = iota
	// DialectCompliant is what the flag aadOptscim062020 in the tenant URL selects: lower-case operations, JSON booleans,
	// scalar replacements merged into one operation without a path.
	DialectCompliant
)

// Flag in the query of the tenant URL selects DialectCompliant; downgradeFlag is announced to select DialectDefault once
// the other is the default (Microsoft Learn, application-provisioning-config-problem-scim-compatibility).
const (
	Flag          = "aadOptscim062020"
	downgradeFlag = "AzureAdScimPatch2017"
	olderFlag     = "AzureAdScimPatch062020" // of an old screenshot, see Wire.OlderFlag
)

// String is the dialect's name on the command line: default or compliant.
func (d Dialect) String() string {
	if d == DialectCompliant {
		return "compliant"
	}
	return "default"
}

// ParseTenantURL splits what an administrator enters as Tenant URL into the base of all requests and the dialect that
// its flag selects. A slash before the query is not part of the base. A query that is not one flag is an error, unless FlagsTogether or OlderFlag takes it: what Entra makes of another is not known.
func (w Wire) ParseTenantURL(text string) (base string, dialect Dialect, err error) {
	tenant, err := url.Parse(strings.TrimSpace(text))
	isURL := err == nil && (tenant.Scheme == "https" || tenant.Scheme == "http") && tenant.Host != ""
	switch {
	case !isURL && strings.Contains(text, "@"): // behind a password, it may be
		return "", DialectDefault, errors.New("tenant URL: expected an http or https URL, found another text, which is not shown for its @")
	case err != nil && !strings.Contains(text, "://"): // a host and a port, say
		return "", DialectDefault, fmt.Errorf("tenant URL: expected an http or https URL, found %q", text)
	case err != nil:
		return "", DialectDefault, fmt.Errorf("tenant URL: %w", err)
	case !isURL:
		return "", DialectDefault, fmt.Errorf("tenant URL: expected an http or https URL, found %q", tenant.Redacted())
	}
	if tenant.User != nil || tenant.Fragment != "" {
		return "", DialectDefault, fmt.Errorf("tenant URL: expected no user and no fragment, found %q", tenant.Redacted())
	}
	flags := []string{tenant.RawQuery}
	if w.FlagsTogether {
		flags = strings.Split(tenant.RawQuery, "&")
	}
	for _, flag := range flags {
		switch flag = strings.TrimSuffix(flag, "="); {
		case flag == Flag, flag == olderFlag && w.OlderFlag:
			dialect = DialectCompliant
		case flag == downgradeFlag:
			dialect = DialectDefault
		case flag != "" && !w.FlagsTogether:
			return "", DialectDefault, fmt.Errorf("tenant URL: expected no query, or one of the flags %s and %s, found %q",
				Flag, downgradeFlag, tenant.RawQuery)
		}
	}
	tenant.RawQuery, tenant.ForceQuery = "", false
	return strings.TrimRight(tenant.String(), "/"), dialect, nil
}
