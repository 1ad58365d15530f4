package expression

import (
	"math/rand/v2"
	"slices"
	"time"
)

// Example is one use of a function with its result.
type Example struct {
	Expression string
	// Attributes are those of the source object; one that is missing is null.
	Attributes map[string]Value
	// InUse are values that objects of the target have already.
	InUse []string
	// Result is the text form of the value, "" when it is null; several values are written ["a", "b"].
	Result string
	// Documented means that the page prints this result for this expression, or for these arguments in a table; otherwise
	// the result is ours, by the rule that the page states.
	Documented bool
}

// Environment is what the example is evaluated in: the time is that of the page's example of Now, the random numbers begin
// with seed 1, and the tenant's domain is contoso.com.
func (e Example) Environment() *Environment {
	return &Environment{
		Attribute: func(name string) (Value, bool) {
			v, ok := e.Attributes[name]
			return v, ok
		},
		Now:     func() time.Time { return time.Date(2021, 7, 2, 15, 33, 38, 0, time.UTC) },
		Random:  rand.New(rand.NewPCG(1, 1)), //nolint:gosec // repeatable, not secret
		InUse:   func(value string) (bool, error) { return slices.Contains(e.InUse, value), nil },
		Options: Options{DefaultDomain: "contoso.com"},
	}
}

// ResultOrNothing is the result in words.
func (e Example) ResultOrNothing() string {
	if e.Result == "" {
		return "no value, or an empty text"
	}
	return e.Result
}

// Shows gives a value in the form of Result.
func (Example) Shows(v Value) string {
	if v.Kind() == KindList {
		return v.String()
	}
	return v.Text()
}
