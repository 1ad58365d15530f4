package control_test

import (
	"net/http"
	"testing"

	"github.com/gavv/httpexpect/v2"
)

// An expression is tried before it is saved, on the simulated clock, and its faults are an answer.
func TestParseExpressionOfTheSchema(t *testing.T) {
	e, _ := open(t)
	parse := func(body map[string]any) *httpexpect.Object {
		return e.POST(jobPath + "/schema/parseExpression").WithJSON(body).Expect().Status(http.StatusOK).JSON().Object()
	}
	input := map[string]any{"properties": []any{map[string]any{"key": "mail", "value": "ann@x"}}}
	good := parse(map[string]any{"expression": `Append([mail], ".test")`, "testInputObject": input})
	good.HasValue("evaluationResult", []any{"ann@x.test"}).HasValue("parsingSucceeded", true).HasValue("error", nil)
	good.Value("parsedExpression").Object().HasValue("name", "Append").HasValue("type", "Function")
	parse(map[string]any{"expression": "Now()", "testInputObject": input}).HasValue("evaluationResult", []any{"3/2/2026 8:00:00 AM"})
	parse(map[string]any{"expression": "DefaultDomain()", "testInputObject": input}).HasValue("evaluationResult", []any{"x.example"})
	parse(map[string]any{"expression": "[mail]"}).HasValue("parsingSucceeded", true).HasValue("evaluationSucceeded", false)
	parse(map[string]any{"expression": "Append([mail]"}).HasValue("parsingSucceeded", false).
		Value("parsingError").Object().Value("message").String().Contains("1:7")
	parse(map[string]any{"expression": "[mail]", "testInputObject": input,
		"targetAttributeDefinition": map[string]any{"name": "count", "type": "Integer", "anchor": false}}).HasValue("evaluationSucceeded", false)

	e.POST(jobPath + "/schema/parseExpression").WithJSON(map[string]any{"expression": "[mail]", "testInputObject": 7}).
		Expect().Status(http.StatusBadRequest).JSON().Path("$.error.message").String().Contains("testInputObject")
}
