package mapping

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
)

// Filter is a scoping filter (Graph: objectMapping.scope): an object is in scope when one of its groups holds. Without a
// filter, or without a group, everything is in scope (Microsoft Learn,
// define-conditional-rules-for-provisioning-user-accounts).
type Filter struct {
	Groups []FilterGroup
}

// FilterGroup is what the portal shows as one scoping filter with a title: all of its clauses have to hold.
type FilterGroup struct {
	Name    string
	Clauses []FilterClause
}

// FilterClause compares a source attribute. NewFilterClause makes one.
type FilterClause struct {
	SourceOperandName string
	OperatorName      string
	// TargetOperand is the value to compare with; empty for operators that take none.
	TargetOperand string

	operator operator
	pattern  *regexp.Regexp
}

// operator is one row of the table of operators.
type operator struct {
	name string
	// unary operators take no value.
	unary bool
	// holds is asked for values that are not empty; onEmpty is the answer for those that are.
	holds   func(c FilterClause, value string) bool
	onEmpty bool
}

// operators are those whose names in Graph are documented. A comparison with a null or empty source is false, IS NULL
// apart (the page). Texts are compared with letter case.
func operators() []operator {
	return []operator{
		{name: "EQUALS", holds: func(c FilterClause, v string) bool { return v == c.TargetOperand }},
		{name: "NOT EQUALS", holds: func(c FilterClause, v string) bool { return v != c.TargetOperand }},
		{name: "IS TRUE", unary: true, holds: func(_ FilterClause, v string) bool { return v == "True" }},
		{name: "IS FALSE", unary: true, holds: func(_ FilterClause, v string) bool { return v == "False" }},
		{name: "IS NULL", unary: true, holds: func(FilterClause, string) bool { return false }, onEmpty: true},
		{name: "IS NOT NULL", unary: true, holds: func(FilterClause, string) bool { return true }},
		{name: "REGEX MATCH", holds: func(c FilterClause, v string) bool { return c.pattern.MatchString(v) }},
		{name: "NOT REGEX MATCH", holds: func(c FilterClause, v string) bool { return !c.pattern.MatchString(v) }},
	}
}

// NewFilterClause checks operator and value. Regular expressions are searched for anywhere in the value, as .NET does
// unless told otherwise: whether Entra wants them to match the whole is not known.
func NewFilterClause(attribute, operatorName, value string) (FilterClause, error) {
	c := FilterClause{SourceOperandName: attribute, OperatorName: operatorName, TargetOperand: value}
	known := operators()
	i := slices.IndexFunc(known, func(o operator) bool { return o.name == operatorName })
	switch {
	case attribute == "":
		return c, fmt.Errorf("scoping filter: expected a source attribute, found none")
	case i < 0:
		names := make([]string, len(known))
		for j, o := range known {
			names[j] = o.name
		}
		return c, fmt.Errorf("scoping filter: expected an operator of %s, found %q", strings.Join(names, ", "), operatorName)
	case known[i].unary && value != "":
		return c, fmt.Errorf("scoping filter: expected no value for %s, found %q", operatorName, value)
	}
	c.operator = known[i]
	if strings.HasSuffix(operatorName, "REGEX MATCH") {
		var err error
		if c.pattern, err = regexp.Compile(value); err != nil {
			return c, fmt.Errorf("scoping filter: %w", err)
		}
	}
	return c, nil
}

// InScope says whether an object passes the mapping's filter.
func (m *ObjectMapping) InScope(source Source) bool {
	if m.Scope == nil || len(m.Scope.Groups) == 0 {
		return true
	}
	return slices.ContainsFunc(m.Scope.Groups, func(g FilterGroup) bool {
		return !slices.ContainsFunc(g.Clauses, func(c FilterClause) bool { return !c.holds(source) })
	})
}

func (c FilterClause) holds(source Source) bool {
	value, ok := source(c.SourceOperandName)
	if !ok {
		value = expression.Null()
	}
	if value.IsEmpty() {
		return c.operator.onEmpty
	}
	return c.operator.holds(c, value.Text())
}

// parseFilter reads a scope; null is none. What a filter of a disabled mapping cannot do does not matter.
func parseFilter(n node, enabled bool) *Filter {
	if n.value == nil || !n.object() {
		return nil
	}
	f := &Filter{}
	for _, group := range n.member("groups").list() {
		f.Groups = append(f.Groups, parseFilterGroup(group))
	}
	for _, name := range []string{"inputFilterGroups", "categoryFilterGroups"} {
		if groups := n.member(name); len(groups.list()) > 0 && enabled {
			groups.fault("expected no group, since what they do is not documented, found %d", len(groups.list()))
		}
	}
	return f
}

func parseFilterGroup(n node) FilterGroup {
	n.object()
	g := FilterGroup{Name: n.member("name").text()}
	for _, c := range n.member("clauses").list() {
		c.object()
		var value string
		if values := c.member("targetOperand").member("values").list(); len(values) > 0 {
			value = values[0].text()
		}
		clause, err := NewFilterClause(c.member("sourceOperandName").name(), c.member("operatorName").name(), value)
		if err != nil {
			c.fault("%w", err)
		}
		g.Clauses = append(g.Clauses, clause)
	}
	if len(g.Clauses) == 0 {
		n.member("clauses").wrong("at least one clause")
	}
	return g
}

// clone shares only what never changes.
func (f *Filter) clone() *Filter {
	if f == nil {
		return nil
	}
	c := &Filter{Groups: slices.Clone(f.Groups)}
	for i := range c.Groups {
		c.Groups[i].Clauses = slices.Clone(c.Groups[i].Clauses)
	}
	return c
}
