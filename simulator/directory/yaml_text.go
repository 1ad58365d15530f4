package directory

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"
)

// bare are texts that are the same text without quotes in every version of YAML.
var bare = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\p{L}][\p{L}\p{M}\p{N}_.@/+-]*( [\p{L}\p{N}][\p{L}\p{M}\p{N}_.@/+-]*)*$`)
})

// yamlWords are those that mean something other than the text in some version of YAML.
var yamlWords = map[string]bool{"true": true, "false": true, "null": true, "yes": true, "no": true, "on": true, "off": true,
	"y": true, "n": true}

// yamlText is a text as a value of a YAML file: bare where nobody could take it for anything else, in double quotes otherwise.
func yamlText(text string) string {
	if bare().MatchString(text) && !yamlWords[strings.ToLower(text)] {
		return text
	}
	var quoted strings.Builder
	encoder := json.NewEncoder(&quoted) // a JSON text is a YAML one
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err) // a text always has a JSON form
	}
	return strings.TrimSuffix(quoted.String(), "\n")
}
