package mapping

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
)

// Filter is a scoping filter (Graph: objectMapping.scope): an object is in scope when one of its groups holds. Without a
// filter, or without a group, everything is in scope (Microsoft Learn,
// define-conditional-rules-for-provisioning-user-accounts).
type Filter struct {
	Groups []FilterGroup
	// InputFilterGroups, which Graph calls experimental, leave objects out as they are read: one that does not pass is not
	// processed at all, so that it is not deprovisioned either.
	InputFilterGroups []FilterGroup
	// CategoryFilterGroups, experimental as well, say which objects belong to the mapping at all.
	CategoryFilterGroups []FilterGroup

	raw *jsonValue
}

// FilterGroup is what the portal shows as one scoping filter with a title: all of its clauses have to hold.
type FilterGroup struct {
	Name    string
	Clauses []FilterClause

	raw *jsonValue
}

// FilterClause compares a source attribute. NewFilterClause makes one.
type FilterClause struct {
	SourceOperandName string
	// OperatorName is what the schema calls the operator, which need not be its name here.
	OperatorName string
	// TargetOperand is the value to compare with; empty for operators that take none.
	TargetOperand string

	operator         *Operator
	anywhere, wholly *expression.Pattern
	raw              *jsonValue
}

// NewFilterClause checks attribute, operator and value. The error says what was expected.
func NewFilterClause(attribute, operatorName, value string) (FilterClause, error) {
	c := FilterClause{SourceOperandName: attribute, OperatorName: operatorName, TargetOperand: value}
	if err := c.compile(); err != nil {
		return c, fmt.Errorf("scoping filter: %w", err)
	}
	return c, nil
}

// compile makes the clause ready, or says the first thing that is wrong with it.
func (c *FilterClause) compile() error {
	err := c.checkAttribute()
	if err == nil {
		err = c.findOperator()
	}
	if err == nil {
		err = c.compileOperand()
	}
	return err
}

// checkAttribute refuses attributes that scoping filters cannot compare, whatever a schema says of them.
func (c *FilterClause) checkAttribute() error {
	if c.SourceOperandName == "" {
		return errors.New("expected a source attribute, found none")
	}
	for _, name := range []string{"manager", "members", "appRoleAssignments", "userType", "IsMemberOf"} {
		if strings.EqualFold(name, c.SourceOperandName) {
			return fmt.Errorf("expected an attribute that can be filtered by, found %s (%s; %s)", c.SourceOperandName, theScopingPage, knownIssues)
		}
	}
	return nil
}

func (c *FilterClause) findOperator() (err error) {
	c.operator, err = findOperator(c.OperatorName)
	return err
}

// compileOperand checks the value against the operator, which is known.
func (c *FilterClause) compileOperand() (err error) {
	switch {
	case c.operator.Arity == Unary && c.TargetOperand != "":
		return fmt.Errorf("expected no value for %s, found %q", c.OperatorName, c.TargetOperand)
	case c.operator.wantsInteger && integer(c.TargetOperand) == nil:
		return fmt.Errorf("expected an integer for %s, found %q", c.OperatorName, c.TargetOperand)
	case c.operator.wantsPattern:
		if c.anywhere, err = expression.CompilePattern(c.TargetOperand); err == nil {
			c.wholly, err = expression.CompilePattern(`\A(?:` + c.TargetOperand + `)\z`)
		}
		if err != nil {
			return fmt.Errorf("expected a regular expression of .NET, found %w", err)
		}
	}
	return nil
}

// String is the clause as the provisioning log writes it: department EQUALS 'Marketing'.
func (c FilterClause) String() string {
	if c.operator != nil && c.operator.Arity == Unary {
		return c.SourceOperandName + " " + c.OperatorName
	}
	return fmt.Sprintf("%s %s '%s'", c.SourceOperandName, c.OperatorName, c.TargetOperand)
}

// matches is whether the pattern of a REGEX MATCH does, if so is what is wanted. A search that takes too long is no answer: the
// clause does not hold, nor does the one with NOT.
func (c FilterClause) matches(v expression.Value, o Options, wanted bool) bool {
	pattern := c.anywhere
	if o.RegexMatchesWhole {
		pattern = c.wholly
	}
	found, err := pattern.Matches(v.Text())
	return err == nil && found == wanted
}

// holds evaluates the clause. One that was not made by NewFilterClause or Parse holds for nothing.
func (c FilterClause) holds(source Source, o Options) bool {
	if c.operator == nil {
		return false
	}
	value, ok := source(c.SourceOperandName)
	if empty := !ok || value.IsEmpty(); empty && c.operator.zeroOnEmpty && o.NullIsZero {
		value = expression.String("0")
	} else if empty {
		return c.operator.onEmpty
	}
	return c.operator.holds(c, value, o)
}

func (g FilterGroup) holds(source Source, o Options) bool {
	return !slices.ContainsFunc(g.Clauses, func(c FilterClause) bool { return !c.holds(source, o) })
}

// anyHolds is true for no groups at all.
func anyHolds(groups []FilterGroup, source Source, o Options) bool {
	return len(groups) == 0 || slices.ContainsFunc(groups, func(g FilterGroup) bool { return g.holds(source, o) })
}

// compile makes clauses ready that were read while the mapping was not enabled.
func (f *Filter) compile() error {
	if f == nil {
		return nil
	}
	for _, groups := range [][]FilterGroup{f.Groups, f.InputFilterGroups, f.CategoryFilterGroups} {
		for _, g := range groups {
			if len(g.Clauses) == 0 {
				return fmt.Errorf("scoping filter %q: expected at least one clause, found none", g.Name)
			}
			for i := range g.Clauses {
				if err := g.Clauses[i].compile(); err != nil {
					return fmt.Errorf("scoping filter %q: %w", g.Name, err)
				}
			}
		}
	}
	return nil
}
