package reference

import (
	"fmt"
	"net/mail"
	"regexp"
	"unicode/utf8"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/schema"
)

// constraint is a profile's rule on an attribute's values, beyond the schema.
type constraint struct {
	fixtures.Constraint
	target schema.Target
	// selected picks values of a multi-valued attribute; nil for all.
	selected *filter.Element
	pattern  *regexp.Regexp
}

func newConstraint(rule fixtures.Constraint, t *schema.ResourceType) (constraint, error) {
	c := constraint{Constraint: rule}
	path, err := patch.Dialect{}.ParsePath(rule.Attribute)
	if err == nil {
		c.target, err = t.Resolve(path.Path)
	}
	if err == nil && path.Filter != nil {
		c.selected, err = filter.Semantics{}.CompileElement(path.Filter, c.target.Attribute)
	}
	if err == nil && rule.Pattern != "" {
		c.pattern, err = regexp.Compile(`^(?:` + rule.Pattern + `)$`)
	}
	if err == nil && c.target.Extension != "" {
		err = fmt.Errorf("expected a core attribute, found one of %s", c.target.Extension)
	}
	if err != nil {
		return constraint{}, fmt.Errorf("constraint on %s: %w", rule.Attribute, err)
	}
	return c, nil
}

// declare makes the schema say what it can say of the constraint: required and uniqueness. A rule that holds for some
// values only, such as the work e-mail's, cannot be said, but that there must be a value can.
func (c constraint) declare(core *schema.Schema) *schema.Schema {
	sub := ""
	if c.target.Sub != nil && c.selected == nil {
		sub = c.target.Sub.Name
	}
	return core.With(c.target.Attribute.Name, sub, func(a *schema.Attribute) {
		a.Required = a.Required || c.Required
		if c.Unique && c.selected == nil {
			a.Uniqueness = schema.UniqueServer
		}
	})
}

// values are what the constraint is about.
func (c constraint) values(attributes map[string]any) []any {
	var values []any
	visit := func(value any) {
		object, isObject := value.(map[string]any)
		if c.selected != nil && (!isObject || !c.selected.Matches(object)) {
			return
		}
		if c.target.Sub != nil {
			value = object[c.target.Sub.Name]
		}
		if value != nil {
			values = append(values, value)
		}
	}
	if list, ok := attributes[c.target.Attribute.Name].([]any); ok {
		for _, element := range list {
			visit(element)
		}
	} else {
		visit(attributes[c.target.Attribute.Name])
	}
	return values
}

// check answers invalidValue with a detail that names the attribute, the rule and the value given.
func (c constraint) check(attributes map[string]any) error {
	values := c.values(attributes)
	if c.Required && len(values) == 0 {
		return invalidValue("%s: expected a value, for the attribute is required, found none", c.Attribute)
	}
	for _, value := range values {
		text, ok := value.(string)
		if !ok {
			continue // the schema has checked other types
		}
		if expected := c.violated(text); expected != "" {
			return invalidValue("%s: expected %s, found %q", c.Attribute, expected, text)
		}
	}
	return nil
}

// violated is the rule that the text breaks, empty for none.
func (c constraint) violated(text string) string {
	length := utf8.RuneCountInString(text)
	switch {
	case length < c.MinLength:
		return fmt.Sprintf("at least %d characters", c.MinLength)
	case c.MaxLength > 0 && length > c.MaxLength:
		return fmt.Sprintf("at most %d characters", c.MaxLength)
	case c.pattern != nil && !c.pattern.MatchString(text):
		return c.rule("text that matches " + c.Pattern)
	case c.Format == "email" && !isEmail(text):
		return c.rule("an e-mail address")
	}
	return ""
}

func (c constraint) rule(otherwise string) string {
	if c.Rule != "" {
		return c.Rule
	}
	return otherwise
}

// isEmail takes a bare address, without a name and brackets around it.
func isEmail(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text
}
