package reports

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// Matrix says how the target answered each kind of PATCH operation in each of Entra ID's dialects.
type Matrix struct {
	// Dialects are the columns: default, compliant, and other where neither was spoken.
	Dialects []string
	Rows     []MatrixRow
}

// MatrixRow is one kind of operation: `Replace emails[type eq "work"].value`.
type MatrixRow struct {
	Operation string
	// Cells stand in the order of the matrix's dialects. An empty one was not sent.
	Cells [][]MatrixAnswer
}

// MatrixAnswer is one answer, and how often it came.
type MatrixAnswer struct {
	// Status is the HTTP status with the scimType of an error, "400 invalidValue", or "no answer".
	Status string
	Count  int
	Kind   AnswerKind
}

// AnswerKind says what to think of an answer; the worst of several counts.
type AnswerKind uint8

const (
	// Accepted is an answer below 400.
	Accepted AnswerKind = iota
	// Declined is a refusal that no scenario objects to, such as that of a nonsense operation.
	Declined
	// Ineffective is an answer below 400 that a finding points to: the operation did not have its effect.
	Ineffective
	// Refused is a refusal, or no answer, in a scenario that did not pass.
	Refused
)

// String gives the kind in words.
func (k AnswerKind) String() string {
	return [...]string{"accepted", "declined, as it may", "accepted, without the effect", "refused"}[k]
}

// columns of the matrix. What tells the dialects apart on the wire is the letter case of the operation: Add, Replace and
// Remove without, add, replace and remove with the flag aadOptscim062020 in the tenant URL (Microsoft Learn,
// application-provisioning-config-problem-scim-compatibility).
var matrixDialects = [...]string{"default", "compliant", "other"}

// Matrix counts the answers to all PATCH operations of the run, sorted by operation, those that went wrong first. An
// operation counts with the answer to its whole request.
func (r *Report) Matrix() Matrix {
	type place struct {
		operation string
		dialect   int
	}
	cells := map[place][]MatrixAnswer{}
	worst, used := map[string]AnswerKind{}, [len(matrixDialects)]bool{}
	for _, result := range r.sorted() {
		for _, e := range result.Exchanges {
			if e.Request.Method != http.MethodPatch {
				continue
			}
			status, kind := result.answer(e)
			for _, o := range operations(e.Request) {
				at := place{o.name, o.dialect}
				cells[at] = countAnswer(cells[at], MatrixAnswer{Status: status, Count: 1, Kind: kind})
				worst[o.name], used[o.dialect] = max(worst[o.name], kind), true
			}
		}
	}
	var m Matrix
	for d, name := range matrixDialects {
		if used[d] {
			m.Dialects = append(m.Dialects, name)
		}
	}
	for operation := range worst {
		row := MatrixRow{Operation: operation}
		for d := range matrixDialects {
			if used[d] {
				row.Cells = append(row.Cells, cells[place{operation, d}])
			}
		}
		m.Rows = append(m.Rows, row)
	}
	wrong := func(row MatrixRow) bool { return worst[row.Operation] >= Ineffective }
	slices.SortFunc(m.Rows, func(a, b MatrixRow) int {
		if wrong(a) != wrong(b) {
			if wrong(a) {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(strings.ToLower(a.Operation), strings.ToLower(b.Operation)), cmp.Compare(a.Operation, b.Operation))
	})
	return m
}

// Kind gives the worst of a row's answers.
func (r MatrixRow) Kind() AnswerKind {
	worst := Accepted
	for _, cell := range r.Cells {
		for _, a := range cell {
			worst = max(worst, a.Kind)
		}
	}
	return worst
}

// split parts the rows that went wrong from the others; nil where there are none.
func (m Matrix) split() (wrong, right *Matrix) {
	i := slices.IndexFunc(m.Rows, func(row MatrixRow) bool { return row.Kind() < Ineffective })
	if i < 0 {
		i = len(m.Rows)
	}
	if i > 0 {
		wrong = &Matrix{m.Dialects, m.Rows[:i]}
	}
	if i < len(m.Rows) {
		right = &Matrix{m.Dialects, m.Rows[i:]}
	}
	return wrong, right
}

// first parts the rows that are shown at once from those behind a fold; nil where there are none.
func (m *Matrix) first(n int) (shown, folded *Matrix) {
	if m == nil || len(m.Rows) <= n {
		return m, nil
	}
	return &Matrix{m.Dialects, m.Rows[:n]}, &Matrix{m.Dialects, m.Rows[n:]}
}

// countAnswer adds an answer to a cell, sorted by how often they came.
func countAnswer(cell []MatrixAnswer, a MatrixAnswer) []MatrixAnswer {
	i := slices.IndexFunc(cell, func(b MatrixAnswer) bool { return b.Status == a.Status && b.Kind == a.Kind })
	if i < 0 {
		return append(cell, a)
	}
	cell[i].Count++
	slices.SortStableFunc(cell, func(a, b MatrixAnswer) int { return cmp.Compare(b.Count, a.Count) })
	return cell
}

// answer gives the status of an exchange in a few words, and what the result's verdict says of it.
func (r Result) answer(e Exchange) (string, AnswerKind) {
	unhappy := r.Outcome >= Warned
	named := slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Exchange > 0 && f.Exchange == e.Number })
	switch {
	case e.Response == nil && unhappy:
		return "no answer", Refused
	case e.Response == nil: // a scenario that loses an answer on purpose
		return "no answer", Declined
	}
	status := e.Response.statusWords()
	switch {
	case e.Response.Status < http.StatusBadRequest && named:
		return status, Ineffective
	case e.Response.Status < http.StatusBadRequest:
		return status, Accepted
	case unhappy:
		return status, Refused
	default:
		return status, Declined
	}
}

// patchOperation is the kind of one operation, and the column that it belongs to.
type patchOperation struct {
	name    string
	dialect int
}

// operations gives the kinds of operations of a PATCH. One without a path whose value is an object counts for each of the
// object's attributes. A body that is no PatchOp gives none.
func operations(r Request) []patchOperation {
	if len(r.Body) > recordLimit {
		return nil
	}
	var all []patchOperation
	for _, o := range gjson.Get(r.Body, "Operations").Array() {
		op := o.Get("op").String()
		if op == "" {
			continue
		}
		verb, dialect := spelling(op)
		add := func(path string) {
			one := patchOperation{strings.TrimSpace(visible(cut(verb+" "+path, operationLimit))), dialect}
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
		path, value := o.Get("path"), o.Get("value")
		switch {
		case path.Exists():
			add(pathForm(path.String()))
		case value.IsObject():
			value.ForEach(func(key, _ gjson.Result) bool {
				add("{" + pathForm(key.String()) + "}")
				return true
			})
		default:
			add("without a path")
		}
	}
	return all
}

const (
	// recordLimit is the most of a request's body that is read for the matrix; operationLimit cuts the name of a row.
	recordLimit    = 64 << 10
	operationLimit = 120
)

// spelling gives the verb as a row is named by it, and the column.
func spelling(op string) (verb string, dialect int) {
	for _, verb := range []string{"Add", "Replace", "Remove"} {
		switch op {
		case verb:
			return verb, 0
		case strings.ToLower(verb):
			return verb, 1
		}
	}
	return op, 2
}

var (
	compared = regexp.MustCompile(`(\w+) eq "([^"]*)"`)
	schema   = regexp.MustCompile(`^urn:ietf:params:scim:schemas:(?:extension:)?`)
)

// pathForm takes out of a path what differs from user to user, and shortens the RFC's long schema names:
// members[value eq "…"], …:enterprise:2.0:User:manager. A type stays, because it is one of a few words.
func pathForm(path string) string {
	path = compared.ReplaceAllStringFunc(path, func(clause string) string {
		part := compared.FindStringSubmatch(clause)
		if strings.EqualFold(part[1], "value") || strings.HasPrefix(part[1], "$") {
			return part[1] + ` eq "…"`
		}
		return part[1] + ` eq "` + timeless(part[2]) + `"`
	})
	return schema.ReplaceAllString(path, "…:")
}
