package steps

import "fmt"

// inapplicable is what a step returns when the target does not have what the scenario is about: a reason, and no verdict on
// the target.
type inapplicable struct{ reason string }

// Error is the reason.
func (i *inapplicable) Error() string { return i.reason }

func notApplicable(format string, args ...any) error {
	return &inapplicable{fmt.Sprintf(format, args...)}
}
