package mapping_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// FuzzParse demands that no text makes the import panic; that what it refuses has a place for each fault and nothing half
// loaded; and that what it takes can be evaluated, and is written again as it was read.
func FuzzParse(f *testing.F) {
	// Short ones: the fuzzer spends its time on making long ones shorter.
	f.Add([]byte(minimal(matchUPN)))
	f.Add([]byte(`{"version":"1","?":[1.50,{"<":null}],"directories":[{"name":"B","metadata":[{"key":"k","value":"true","?":1}],"objects":[
		{"name":"U","attributes":[{"name":"m","type":"reference","referencedObjects":[{"referencedObjectName":"U"}]}]}]}],
		"synchronizationRules":[{"priority":2,"sourceDirectoryName":"A","targetDirectoryName":"B","objectMappings":[{"flowTypes":"Add",
		"sourceObjectName":"User","targetObjectName":"U","scope":{"inputFilterGroups":[{"clauses":[{"sourceOperandName":"a",
		"operatorName":"REGEX MATCH","targetOperand":{"values":["^x"]}}]}]},"attributeMappings":[` + matchUPN + `,
		{"targetAttributeName":"m","source":{"name":"x"}},{"targetAttributeName":"n","defaultValue":"d","source":null}]}]}]}`))
	f.Add([]byte("\xef\xbb\xbf" + minimal(matchUPN, `{"targetAttributeName":"members","source":{"expression":"[m]"}}`)))
	f.Add([]byte(scoped(`{"name":"é\ud800","clauses":[{"sourceOperandName":"a","operatorName":"not-bit-and","targetOperand":{"values":["1"]}}]}`)))
	f.Add([]byte(strings.Repeat("[", 2000)))
	f.Add([]byte(strings.Repeat("[", 1500) + strings.Repeat("]", 1500)))
	f.Add([]byte(`{"a":1,"a":2,"synchronizationRules":[{"priority":1.0}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := mapping.Parse(text)
		if err != nil {
			var faults mapping.Faults
			if s != nil || err.Error() == "" {
				t.Fatal("half loaded, or no reason")
			}
			if !errors.As(err, &faults) && !strings.Contains(err.Error(), "expected JSON") {
				t.Fatalf("no place: %v", err)
			}
			for _, fault := range faults {
				if !strings.HasPrefix(fault.Path, "$") || fault.Line < 1 || fault.Column < 1 {
					t.Fatalf("no place: %#v", fault)
				}
			}
			return
		}
		var want bytes.Buffer
		if err := json.Compact(&want, bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))); err != nil {
			t.Fatal(err)
		}
		got, err := s.Clone().MarshalJSON()
		if err != nil || !bytes.Equal(got, want.Bytes()) {
			t.Fatalf("wrote\n%s\nwant\n%s\n%v", got, want.Bytes(), err)
		}
		if _, err := mapping.Parse(got); err != nil {
			t.Fatal(err)
		}
		evaluateAll(t, s)
	})
}

// evaluateAll asks everything of the mappings that a job asks.
func evaluateAll(t *testing.T, s *mapping.SynchronizationSchema) {
	source := func(name string) (expression.Value, bool) {
		return expression.String("7" + name), len(name)%3 != 0
	}
	if s.Users() == nil {
		t.Fatal("a schema that loads has a mapping of users")
	}
	for _, m := range []*mapping.ObjectMapping{s.Users(), s.Groups()} {
		if m == nil {
			continue
		}
		if m.InScope(source) != m.EvaluateScope(source).InScope || !json.Valid([]byte(m.EvaluateScope(source).ScopeEvaluationResult())) {
			t.Fatal("two answers about scope")
		}
		for _, creating := range []bool{true, false} {
			_, first := m.Evaluate(source, creating)
			_, second := m.EvaluateReferences(source, creating)
			_, third := m.MatchingValues(source)
			for _, err := range []error{first, second, third} {
				var fault *mapping.EvaluationError
				if err != nil && !errors.As(err, &fault) {
					t.Fatalf("not about a row: %v", err)
				}
			}
		}
		if len(m.MatchingAttributes()) == 0 {
			t.Fatal("nothing to match by")
		}
	}
}
