package mapping

import (
	"bytes"
	"slices"
)

// InScope says whether an object passes the mapping's filter.
func (m *ObjectMapping) InScope(source Source) bool {
	return m.Scope == nil || anyHolds(m.Scope.Groups, source, m.options) && m.Reads(source) &&
		anyHolds(m.Scope.CategoryFilterGroups, source, m.options)
}

// Reads says whether the object is processed at all: false for one that InputFilterGroups leave out, which is neither
// provisioned nor deprovisioned (Graph, filter). Such an object is not in scope either.
func (m *ObjectMapping) Reads(source Source) bool {
	return m.Scope == nil || anyHolds(m.Scope.InputFilterGroups, source, m.options)
}

// ScopeEvaluation is how an object passed, or did not pass, a mapping's scoping filters.
type ScopeEvaluation struct {
	InScope bool
	// Clauses are all clauses of all groups in their order: each is evaluated, whatever came before it.
	Clauses []ClauseEvaluation
}

// ClauseEvaluation is the outcome of one clause.
type ClauseEvaluation struct {
	Title  string // of the scoping filter
	Clause string // department EQUALS 'Marketing'
	Holds  bool
}

// EvaluateScope is InScope with the outcome of each clause.
func (m *ObjectMapping) EvaluateScope(source Source) ScopeEvaluation {
	e := ScopeEvaluation{InScope: m.InScope(source)}
	if m.Scope == nil {
		return e
	}
	for _, g := range slices.Concat(m.Scope.InputFilterGroups, m.Scope.CategoryFilterGroups, m.Scope.Groups) {
		for _, c := range g.Clauses {
			e.Clauses = append(e.Clauses, ClauseEvaluation{Title: g.Name, Clause: c.String(), Holds: c.holds(source, m.options)})
		}
	}
	return e
}

// ScopeEvaluationResult is the detail of a scoping step of that name, as provisioning logs have it: a JSON object with a
// truth value for each "<filter title>.<clause>" (Microsoft Learn, howto-analyze-provisioning-logs).
func (e ScopeEvaluation) ScopeEvaluationResult() string {
	if len(e.Clauses) == 0 {
		return "{}" // of most mappings
	}
	w := rewrite(nil)
	for _, c := range e.Clauses {
		w.set(c.Title+"."+c.Clause, encodeJSON(c.Holds))
	}
	var b bytes.Buffer
	w.value().write(&b, -1)
	return b.String()
}
