package steps

import (
	"context"
	"net/http"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// computedSteps judge values that a service provider may make by itself of others.
func computedSteps() []Definition {
	return []Definition{
		{`^the formatted name of (\w+) is "([^"]*)", or made of its parts$`,
			"The latest request was a success and name.formatted is the text, or has both given name and family name in it; one that /Schemas calls read-only may be refused as well.",
			`Then the formatted name of bob is "Bob the Formatted", or made of its parts`,
			(*world).formattedName},
	}
}

func (w *world) formattedName(ctx context.Context, name, want string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	p, err := w.person(name)
	if err != nil {
		return err
	}
	readOnly := w.run.demands.Users.ReadOnly("name.formatted")
	switch {
	case a.status == http.StatusBadRequest && readOnly:
		return nil
	case a.status != http.StatusOK && a.status != http.StatusNoContent:
		return a.mismatch("200 or 204", a.String())
	}
	now, read, err := w.read(ctx, p)
	if err != nil {
		return err
	}
	got := scim.Member(scim.Member(now, "name"), "formatted")
	if got.String() == want || madeOfParts(now) || readOnly {
		return nil
	}
	return w.because(read.mismatch("name.formatted "+want+", or a text with the parts of the name", describe(got)))
}

// formatted says whether the attribute is what a service provider may make of the other parts of a name (RFC 7643, 4.1.1),
// whatever a client sends.
func (x advertised) formatted() bool {
	return strings.EqualFold(x.Name, "name") && strings.EqualFold(x.Sub, "formatted")
}

// madeOfParts says whether a user's formatted name has both the given and the family name in it.
func madeOfParts(user gjson.Result) bool {
	name := scim.Member(user, "name")
	formatted := scim.Member(name, "formatted").String()
	for _, part := range []string{"givenName", "familyName"} {
		if v := scim.Member(name, part); v.Type != gjson.String || v.Str == "" || !strings.Contains(formatted, v.Str) {
			return false
		}
	}
	return true
}
