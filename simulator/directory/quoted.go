package directory

import (
	"encoding/json"
	"regexp"
	"strings"
)

// quoted is a text in a YAML file: bare where nobody could take it for anything else, in double quotes otherwise.
type quoted string

// bare are texts that are the same text without quotes in every version of YAML.
var bare = regexp.MustCompile(`^[\p{L}][\p{L}\p{M}\p{N}_.@/+-]*( [\p{L}\p{N}][\p{L}\p{M}\p{N}_.@/+-]*)*$`)

// words are those that mean something other than the text in some version of YAML.
var words = map[string]bool{"true": true, "false": true, "null": true, "yes": true, "no": true, "on": true, "off": true,
	"y": true, "n": true}

// MarshalYAML writes the text.
func (q quoted) MarshalYAML() ([]byte, error) {
	text := string(q)
	if bare.MatchString(text) && !words[strings.ToLower(text)] {
		return []byte(text), nil
	}
	return json.Marshal(text) // a JSON text is a YAML one
}
