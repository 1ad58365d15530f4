package mapping

import (
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
)

// The target attributes that are references whatever a schema says of them.
const (
	enterpriseUser = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user" // in lower case
	targetMembers  = "members"
)

func knownReference(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains([]string{targetMembers, "manager", enterpriseUser + ":manager", enterpriseUser + ":manager.value"}, name)
}

// IsReference says whether the row's target attribute points to another object: its type is Reference, or it is manager or
// members. References are written after the objects themselves (Microsoft Learn, how-provisioning-works), so Evaluate
// leaves them out and EvaluateReferences gives them.
func (m *ObjectMapping) IsReference(row *AttributeMapping) bool {
	return m.definition(row).Type == TypeReference
}

// TargetReference is what one row that is a reference makes of an object.
type TargetReference struct {
	TargetAttributeName string
	Definition          *AttributeDefinition // must not be changed
	// ObjectIDs are the source objects that are pointed to, in the order of the source, each once. Their resources in the
	// target are for the job to find.
	ObjectIDs               []string
	FlowType                FlowType
	FlowAlways              bool
	ExportMissingReferences bool
}

// EvaluateReferences is Evaluate for references. The source answers with object ids: a text for one, a list for several. An
// attribute of one value that is empty is left out, as nothing is ever cleared in the target: a manager who was taken away
// stays (the page: null values are not provisioned). One of several values is there even when it is empty, since the last
// member of a group does leave it. The error is an *EvaluationError.
func (m *ObjectMapping) EvaluateReferences(source Source, creating bool) ([]TargetReference, error) {
	var references []TargetReference
	env := m.environment(source)
	for _, row := range m.AttributeMappings {
		definition := m.definition(row)
		if definition.Type != TypeReference || row.Source == nil || row.FlowType == FlowTypeObjectAddOnly && !creating {
			continue
		}
		value, err := row.evaluate(env)
		if err != nil {
			return nil, err
		}
		ids := objectIDs(value)
		if len(ids) == 0 && !definition.Multivalued {
			continue
		}
		references = append(references, TargetReference{
			TargetAttributeName:     row.TargetAttributeName,
			Definition:              definition,
			ObjectIDs:               ids,
			FlowType:                row.FlowType,
			FlowAlways:              row.FlowBehavior == FlowAlways,
			ExportMissingReferences: row.ExportMissingReferences,
		})
	}
	return references, nil
}

func objectIDs(v expression.Value) []string {
	items := v.Items()
	if items == nil && !v.IsEmpty() {
		items = []expression.Value{v}
	}
	var ids []string
	seen := make(map[string]bool, len(items)) // a group may have many members
	for _, item := range items {
		if id := item.Text(); id != "" && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}
