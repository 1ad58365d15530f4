package steps

import (
	"context"
	"net/http"
	"regexp"
	"strings"

	"github.com/tidwall/gjson"
)

// filterSteps judge answers to filters that a service provider may decline (RFC 7644, 3.4.2.2: an operation that it does
// not recognise; 3.12: a combination of attribute and comparison that it does not support). It has to say so as a SCIM
// error: a 400 of any other kind is a request that it did not understand.
func filterSteps() []Definition {
	return []Definition{
		{`^the answer lists (nobody|[a-z]+(?:, [a-z]+)*), or refuses the filter$`,
			"Checks a ListResponse for just these users. A SCIM error with status 400 is as good; its scimType should be invalidFilter.",
			"Then the answer lists bob, or refuses the filter",
			(*world).listsOrDeclines},
		{`^the answer lists (nobody|[a-z]+(?:, [a-z]+)*), or does not know the operator$`,
			"As the step before, for operators of the standard: to refuse one is a breach of a should, to get it wrong of a must.",
			"Then the answer lists bob, or does not know the operator",
			(*world).listsOrLacksOperator},
	}
}

const (
	filterOperators = "RFC7644-3.4.2.2-k"
	filterRefusal   = "RFC7644-3.4.2.2-l"
)

func (w *world) listsOrDeclines(ctx context.Context, names string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if a.status != http.StatusBadRequest {
		return w.lists(ctx, names)
	}
	if err := w.answerIsError(ctx, "400", ""); err != nil {
		return err
	}
	if scimType := gjson.Get(a.body, "scimType"); !strings.EqualFold(scimType.String(), "invalidFilter") {
		m := a.mismatch("scimType invalidFilter of a filter that is refused", describe(scimType))
		m.Requirement = filterRefusal
		return m
	}
	return nil
}

func (w *world) listsOrLacksOperator(ctx context.Context, names string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if err := w.listsOrDeclines(ctx, names); err != nil || a.status != http.StatusBadRequest {
		return err
	}
	m := a.mismatch("a list, since filter is claimed and the operator is one of the standard's", a.String())
	m.Requirement = filterOperators
	return m
}

// beyondEqual is a value path with more than eq and and in its filter: emails[value sw "…"], members[value eq "…" or …].
var beyondEqual = regexp.MustCompile(`(?i)\[(?:[^"\]]|"(?:[^"\\]|\\.)*")*(?:\b(?:ne|co|sw|ew|gt|ge|lt|le)\s|\spr\b|\sor\s|\bnot\s*\()`)

// declinedOperator says whether a PATCH of the scenario was refused for an operator in a value path that the service provider
// does not support, as it may (RFC 7644, 3.12, table 9: invalidFilter, also for the filter of a PATCH's path). What comes of
// it is a breach of a should, as in a query.
func (w *world) declinedOperator() bool {
	x, found := w.recorder.Culprit(w.mark)
	if !found || x.Request.Method != http.MethodPatch || x.Response == nil || x.Response.Status != http.StatusBadRequest || !gjson.Valid(x.Response.Body) {
		return false
	}
	switch strings.ToLower(gjson.Get(x.Response.Body, "scimType").String()) {
	case "", "invalidfilter", "invalidpath":
	default:
		return false
	}
	for _, op := range gjson.Get(x.Request.Body, "Operations").Array() {
		if beyondEqual.MatchString(op.Get("path").String()) {
			return true
		}
	}
	return false
}
