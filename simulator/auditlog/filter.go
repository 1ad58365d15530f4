package auditlog

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Filter is a $filter of Graph's list of rows, as ParseFilter reads it: comparisons that must all hold. The zero Filter
// selects every row.
type Filter struct{ terms []term }

// Operator compares a property with a constant.
type Operator string

const (
	Equal       Operator = "eq"
	GreaterThan Operator = "gt"
	LessThan    Operator = "lt"
	Contains    Operator = "contains"
)

// term is one comparison. Which constant it has is the property's kind.
type term struct {
	property *property
	operator Operator
	text     string
	instant  time.Time
	number   int64
}

// Match says whether the row meets the filter.
func (f Filter) Match(s *ProvisioningObjectSummary) bool {
	for i := range f.terms {
		if !f.terms[i].match(s) {
			return false
		}
	}
	return true
}

func (t *term) match(s *ProvisioningObjectSummary) bool {
	switch t.property.kind {
	case instantKind:
		return t.ordered(s.ActivityDateTime.Compare(t.instant))
	case numberKind:
		return t.ordered(int(min(max(s.DurationInMilliseconds-t.number, -1), 1)))
	}
	value := t.property.text(s)
	if t.operator == Contains {
		return strings.Contains(value, t.text)
	}
	return value == t.text
}

// ordered says whether the outcome of a comparison is what the operator asks for.
func (t *term) ordered(compared int) bool {
	switch t.operator {
	case GreaterThan:
		return compared > 0
	case LessThan:
		return compared < 0
	}
	return compared == 0
}

// String gives the filter as ParseFilter reads it.
func (f Filter) String() string {
	texts := make([]string, len(f.terms))
	for i := range f.terms {
		texts[i] = f.terms[i].String()
	}
	return strings.Join(texts, " and ")
}

func (t *term) String() string {
	constant := "'" + strings.ReplaceAll(t.text, "'", "''") + "'"
	switch t.property.kind {
	case instantKind:
		constant = t.instant.Format(time.RFC3339Nano)
	case numberKind:
		constant = strconv.FormatInt(t.number, 10)
	}
	if t.operator == Contains {
		return fmt.Sprintf("contains(%s, %s)", t.property.name, constant)
	}
	return fmt.Sprintf("%s %s %s", t.property.name, t.operator, constant)
}
