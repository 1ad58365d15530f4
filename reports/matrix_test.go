package reports

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

// patched is a result whose only exchange is a PATCH with some operations.
func patched(o Outcome, status int, operations string, findings ...Finding) Result {
	return Result{Outcome: o, Findings: findings, Exchanges: []Exchange{{
		Number:   1,
		Request:  Request{Method: "PATCH", Body: `{"Operations":` + operations + `}`},
		Response: &Response{Status: status, Body: `{"scimType":"invalidPath"}`},
	}}}
}

func TestMatrix(t *testing.T) {
	accused := Finding{Requirement: "A", Level: features.Must, Exchange: 1}
	m := (&Report{Results: []Result{
		patched(Passed, 204, `[{"op":"Replace","path":"active","value":"False"}]`),
		patched(Passed, 204, `[{"op":"Replace","path":"active","value":"True"}]`),
		patched(Failed, 200, `[{"op":"replace","value":{"active":false,"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"x"}}]`, accused),
		patched(Failed, 400, `[{"op":"Add","path":"members","value":[]},{"op":"Replace","path":"active"}]`),
		patched(Passed, 400, `[{"op":"move","path":"displayName"}]`),
		patched(Passed, 200, `[{"op":"Remove","path":"members[value eq \"9c555d44-6bc1-4931-aeec-d57323883afa\"]"}]`),
		patched(Passed, 200, `[{"op":"Remove","path":"members[value eq \"0a\"]"}]`),
		patched(Passed, 200, `[{"op":"Replace","path":"emails[type eq \"work\"].value","value":"a"}]`),
		{Outcome: Errored, Exchanges: []Exchange{{Request: Request{Method: "PATCH", Body: `{"Operations":[{"op":"Add","path":"title"}]}`}}}},
		{Outcome: Passed, Exchanges: []Exchange{{Request: Request{Method: "PATCH", Body: "no JSON"}}, {Request: Request{Method: "PUT"}}}},
	}}).Matrix()
	require.Equal(t, []string{"default", "compliant", "other"}, m.Dialects)
	want := []MatrixRow{
		{"Add members", [][]MatrixAnswer{{{"400 invalidPath", 1, Refused}}, nil, nil}},
		{"Add title", [][]MatrixAnswer{{{"no answer", 1, Refused}}, nil, nil}},
		{"Replace active", [][]MatrixAnswer{{{"204", 2, Accepted}, {"400 invalidPath", 1, Refused}}, nil, nil}},
		{"Replace {active}", [][]MatrixAnswer{nil, {{"200", 1, Ineffective}}, nil}},
		{"Replace {…:enterprise:2.0:User:department}", [][]MatrixAnswer{nil, {{"200", 1, Ineffective}}, nil}},
		{"move displayName", [][]MatrixAnswer{nil, nil, {{"400 invalidPath", 1, Declined}}}},
		{`Remove members[value eq "…"]`, [][]MatrixAnswer{{{"200", 2, Accepted}}, nil, nil}},
		{`Replace emails[type eq "work"].value`, [][]MatrixAnswer{{{"200", 1, Accepted}}, nil, nil}},
	}
	assert.Equal(t, want, m.Rows)
	wrong, right := m.split()
	assert.Len(t, wrong.Rows, 5)
	assert.Len(t, right.Rows, 3)
}

func TestReadiness(t *testing.T) {
	r := &Report{Profile: "entra", Results: []Result{
		{Outcome: Passed, Requirements: []string{"MS-SCIM-12", "RFC7644-3.6-a"}},
		{Outcome: Failed, Requirements: []string{"MS-SCIM-12", "RFC7644-3.5.2-c"}, Findings: []Finding{{Requirement: "MS-SCIM-12", Level: features.Must}}},
		{Outcome: Blocked, Requirements: []string{"RFC7644-3.6-a"}},
		{Outcome: Passed, Requirements: []string{"no such row"}},
		{Outcome: Warned, Requirements: []string{"RFC7644-3.5.2-c"}, Findings: []Finding{{Requirement: "OWN-1", Level: features.Should}}},
	}}
	find := func(id string) (features.Requirement, bool) {
		row, known := sampleFind(id)
		row.Level = features.Must
		return row, known
	}
	assert.Equal(t, []Readiness{
		{Level: features.Must, Met: 1, Broken: 1, Open: 1},
		{Level: features.Should, Broken: 1},
	}, r.readiness(find))
	assert.Empty(t, (&Report{}).Readiness())
}
