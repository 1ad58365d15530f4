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
			(*World).formattedName},
	}
}

func (w *World) formattedName(ctx context.Context, name, want string) error {
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
	parts := scim.Member(now, "name")
	got := scim.Member(parts, "formatted")
	made := func(part string) bool {
		v := scim.Member(parts, part)
		return v.Type == gjson.String && v.Str != "" && strings.Contains(got.String(), v.Str)
	}
	if got.String() == want || made("givenName") && made("familyName") || readOnly {
		return nil
	}
	return w.because(read.mismatch("name.formatted "+want+", or a text with the parts of the name", describe(got)))
}
