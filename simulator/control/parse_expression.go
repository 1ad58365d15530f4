package control

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// parseExpression is Graph's action of the schema: {"expression": "…", "testInputObject": {"properties": [{"key": "mail",
// "value": "…"}]}, "targetAttributeDefinition": {"name": "…", "type": "String"}}. Without an object nothing is evaluated. A
// fault of the expression is in the answer, and none of the request.
func (c *Control) parseExpression(r *http.Request) (any, error) {
	var body struct {
		Expression      string                 `json:"expression"`
		TestInputObject json.RawMessage        `json:"testInputObject"`
		Target          *targetAttributeSketch `json:"targetAttributeDefinition"`
	}
	if err := read(r, &body); err != nil {
		return nil, err
	}
	var source mapping.Source
	if len(body.TestInputObject) > 0 && string(body.TestInputObject) != "null" {
		var err error
		if source, err = mapping.ParseInputObject(body.TestInputObject); err != nil {
			return nil, badRequest("testInputObject: %s", err.Error())
		}
	}
	return mapping.ParseExpression(body.Expression, source, body.Target.definition(), expression.Environment{
		Now:     func() time.Time { return c.options.Driver.State().Now },
		Random:  rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())), //nolint:gosec // no secret comes of it
		Options: c.options.Expressions,
	}), nil
}

// targetAttributeSketch is what counts of Graph's attributeDefinition when a result is compared with it; the rest is passed over.
type targetAttributeSketch struct {
	Name        string                `json:"name"`
	Type        mapping.AttributeType `json:"type"`
	Multivalued bool                  `json:"multivalued"`
}

// UnmarshalJSON takes a whole definition.
func (t *targetAttributeSketch) UnmarshalJSON(text []byte) error {
	type plain targetAttributeSketch
	return json.Unmarshal(text, (*plain)(t))
}

func (t *targetAttributeSketch) definition() *mapping.AttributeDefinition {
	if t == nil {
		return nil
	}
	return &mapping.AttributeDefinition{Name: t.Name, Type: t.Type, Multivalued: t.Multivalued}
}
