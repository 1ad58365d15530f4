package filter

import "github.com/entrasim/entrasim/reference/schema"

// Equality says that a resource can match only if the target has this value.
type Equality struct {
	// Target is a simple attribute or sub-attribute: emails.value also when the filter says emails.
	Target schema.Target
	// Value is the text as the filter has it.
	Value string
}

// Equalities are comparisons of texts with eq that every match must satisfy: those that stand alone or are joined by
// and, also within a value path. A store may look up any one of them and test the whole filter on what it finds.
func Equalities(e Expression, t *schema.ResourceType) []Equality {
	switch e := e.(type) {
	case *And:
		return append(Equalities(e.Left, t), Equalities(e.Right, t)...)
	case *Comparison:
		return equality(e, t, e.Path)
	case *ValuePath:
		if e.Path.Sub != "" {
			return nil
		}
		return elementEqualities(e.Filter, t, e.Path)
	default:
		return nil
	}
}

func elementEqualities(e Expression, t *schema.ResourceType, parent schema.Path) []Equality {
	switch e := e.(type) {
	case *And:
		return append(elementEqualities(e.Left, t, parent), elementEqualities(e.Right, t, parent)...)
	case *Comparison:
		parent.Sub = e.Path.Attribute
		return equality(e, t, parent)
	default:
		return nil
	}
}

func equality(c *Comparison, t *schema.ResourceType, path schema.Path) []Equality {
	text, ok := c.Value.(string)
	if !ok || c.Operator != Equal {
		return nil
	}
	target, err := t.Resolve(path)
	if err != nil || target.Attribute == nil {
		return nil
	}
	if target.Sub == nil && target.Attribute.Type == schema.Complex {
		if target.Sub = target.Attribute.Simple(); target.Sub == nil {
			return nil
		}
	}
	return []Equality{{Target: target, Value: text}}
}
