package steps

import (
	"fmt"
	"strconv"
	"strings"
)

// expand replaces the placeholders of a text: {{unique}}, {{id of "alice"}} and the others of placeholder.
// Upper case gives upper case: {{UNIQUE}}, {{USERNAME of "alice"}}.
func (w *World) expand(text string) (string, error) {
	var b strings.Builder
	for {
		head, rest, found := strings.Cut(text, "{{")
		b.WriteString(head)
		if !found {
			return b.String(), nil
		}
		name, tail, closed := strings.Cut(rest, "}}")
		if !closed {
			return "", fmt.Errorf("the placeholder {{%s is not closed", rest)
		}
		value, err := w.placeholder(strings.TrimSpace(name))
		if err != nil {
			return "", err
		}
		b.WriteString(value)
		text = tail
	}
}

func (w *World) placeholder(name string) (string, error) {
	switch name {
	case "unique":
		return w.unique, nil
	case "UNIQUE":
		return strings.ToUpper(w.unique), nil
	case "old token":
		return w.oldToken, nil
	case "new token":
		return w.newToken, nil
	}
	what, quoted, _ := strings.Cut(name, " of ")
	who, err := strconv.Unquote(quoted)
	if err != nil {
		return "", unknownPlaceholder(name)
	}
	p, err := w.person(who)
	if err != nil {
		return "", err
	}
	switch what {
	case "id":
		if w.job != nil && p.objectID != "" {
			if id, linked := w.job.Link(p.objectID); linked {
				p.id = id
			}
		}
		return p.id, nil
	case "userName":
		return p.userName, nil
	case "USERNAME":
		return strings.ToUpper(p.userName), nil
	}
	return "", unknownPlaceholder(name)
}

func unknownPlaceholder(name string) error {
	return fmt.Errorf(`expected {{unique}}, {{UNIQUE}}, {{id of "NAME"}}, {{userName of "NAME"}}, {{USERNAME of "NAME"}}, `+
		`{{old token}} or {{new token}}, found {{%s}}`, name)
}
