package reference

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf16"

	"github.com/entrasim/entrasim/reference/schema"
)

// maxJSONDepth is how deep encoding/json lets a text be nested; deeper ones are for it to refuse.
const maxJSONDepth = 10_000

// checkJSONText refuses what encoding/json would read in a way of its own, and another program in another. Of two members
// of one name in an object it keeps the last, or mixes both; half of a surrogate pair it replaces by another character.
// RFC 8259 calls both unpredictable (sections 4 and 8.2). Names that differ in letter case only are one name (RFC 7643
// section 2.1). A text that is not JSON may pass: whoever decodes it says what is wrong with it.
func checkJSONText(text []byte) error {
	var open []jsonLevel
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[':
			if len(open) == maxJSONDepth {
				return nil
			}
			open = append(open, jsonLevel{object: text[i] == '{', nameNext: true})
		case '}', ']':
			if len(open) == 0 {
				return nil
			}
			open = open[:len(open)-1]
		case ',':
			if len(open) > 0 {
				open[len(open)-1].nameNext = true
			}
		case '"':
			quoted := quotedAt(text[i:])
			i += len(quoted) - 1
			if err := checkSurrogates(quoted); err != nil {
				return err
			}
			if len(open) > 0 {
				if err := open[len(open)-1].read(quoted); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// jsonLevel is an object or an array that has not been closed yet.
type jsonLevel struct {
	object bool
	// nameNext says that the next text is a member's name, if it is an object.
	nameNext bool
	// few are the names so far, folded; when they become many they move to seen.
	few  []string
	seen map[string]bool
}

// fewNames is how many names are found faster one by one.
const fewNames = 24

// unquote reads a JSON string.
func unquote(quoted []byte) (text string, ok bool) {
	err := json.Unmarshal(quoted, &text)
	return text, err == nil
}

// read takes in a text of the level, quotes included: in the first place a name, which must be a new one.
func (l *jsonLevel) read(quoted []byte) error {
	if !l.object || !l.nameNext {
		return nil
	}
	l.nameNext = false
	name := string(bytes.Trim(quoted, `"`))
	if bytes.IndexByte(quoted, '\\') >= 0 {
		if unquoted, ok := unquote(quoted); ok {
			name = unquoted
		} else {
			return nil // the reader of the whole text says what is wrong with it
		}
	}
	folded := schema.Fold(name)
	again := l.seen[folded]
	for _, other := range l.few {
		again = again || other == folded
	}
	switch {
	case again:
		return invalidSyntax("expected each member of an object once, found %s twice", schema.Quote(name))
	case l.seen != nil:
		l.seen[folded] = true
	case len(l.few) < fewNames:
		l.few = append(l.few, folded)
	default:
		l.seen = map[string]bool{folded: true}
		for _, other := range l.few {
			l.seen[other] = true
		}
		l.few = nil
	}
	return nil
}

// quotedAt is the JSON string at the beginning of a text, quotes included; all of the text if it does not end.
func quotedAt(text []byte) []byte {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return text[:i+1]
		}
	}
	return text
}

// checkSurrogates refuses an escaped half of a surrogate pair without its other half.
func checkSurrogates(quoted []byte) error {
	for i := 0; i < len(quoted); i++ {
		if quoted[i] != '\\' {
			continue
		}
		half, is := escapedUnit(quoted[i:])
		i++
		if !is || !utf16.IsSurrogate(half) {
			continue
		}
		other, _ := escapedUnit(quoted[i+len(`uD83D`):])
		if utf16.DecodeRune(half, other) == '\uFFFD' {
			return invalidSyntax(`expected characters, found \u%04x, which is half of one`, half)
		}
		i += len(`uD83D\uDE00`) - 1
	}
	return nil
}

// escapedUnit is the UTF-16 code unit of a \u escape at the beginning of a text.
func escapedUnit(text []byte) (unit rune, is bool) {
	const length = len(`\uD83D`)
	if len(text) < length || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(text[2:length]), 16, 16)
	return rune(n), err == nil
}
