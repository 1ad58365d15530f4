package steps

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// expand replaces the placeholders of a text: {{unique}}, {{id of "alice"}} and the others of placeholder.
// Upper case gives upper case: {{UNIQUE}}, {{USERNAME of "alice"}}.
func (w *world) expand(text string) (string, error) {
	return w.expandWith(text, func(value string) string { return value })
}

// inQuotes makes a value fit between the double quotes of a JSON string or of a filter's value, which follow the same
// rules (RFC 7644, 3.4.2.2).
func inQuotes(value string) string {
	quoted, _ := json.Marshal(value) // a string cannot fail
	return string(quoted[1 : len(quoted)-1])
}

// expandWith replaces the placeholders of a text by their values, each encoded for where it stands.
func (w *world) expandWith(text string, encode func(string) string) (string, error) {
	var b strings.Builder
	for {
		head, rest, found := strings.Cut(text, "{{")
		head, err := w.fitted(head)
		if err != nil {
			return "", err
		}
		b.WriteString(head)
		switch {
		case !found && w.run.demands.UserName == "plain": // a name of which a placeholder is a part
			return w.fitFilters(b.String()), nil
		case !found:
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
		b.WriteString(encode(value))
		text = tail
	}
}

func (w *world) placeholder(name string) (string, error) {
	switch name {
	case "unique":
		return w.unique, nil
	case "UNIQUE":
		return strings.ToUpper(w.unique), nil
	case "token":
		return w.endpoint.Credential.Token(), nil
	case "TOKEN":
		return otherCase(w.endpoint.Credential.Token()), nil
	case "short token":
		return shortened(w.endpoint.Credential.Token()), nil
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
	if what == "group" {
		g, err := w.group(who)
		if err != nil {
			return "", err
		}
		return g.id, nil
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
	case "version":
		_, before, err := w.remembered(who)
		return scim.Member(scim.Member(before, "meta"), "version").String(), err
	case "userName":
		return p.userName, nil
	case "USERNAME":
		return strings.ToUpper(p.userName), nil
	}
	return "", unknownPlaceholder(name)
}

// otherCase writes a token in another letter case, so that it is certainly a wrong one.
func otherCase(token string) string {
	for _, other := range []string{strings.ToUpper(token), strings.ToLower(token)} {
		if other != token {
			return other
		}
	}
	return token + "X" // no letters in it
}

// shortened leaves the last letter of a token out.
func shortened(token string) string {
	_, size := utf8.DecodeLastRuneInString(token)
	return token[:len(token)-size]
}

func unknownPlaceholder(name string) error {
	return fmt.Errorf(`expected {{unique}}, {{UNIQUE}}, {{id of "NAME"}}, {{userName of "NAME"}}, {{USERNAME of "NAME"}}, {{group of "NAME"}}, {{version of "NAME"}}, `+
		`{{token}}, {{TOKEN}}, {{short token}}, {{old token}} or {{new token}}, found {{%s}}`, name)
}
