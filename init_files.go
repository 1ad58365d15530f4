package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/entrasim/entrasim/steps"
)

// config is the text of entrasim.yaml.
func (o initOptions) config() string {
	var b strings.Builder
	b.WriteString("# What entrasim verify needs to know. The keys are its flags, and a flag that is given wins. Paths begin in this folder.\n")
	entry := func(comment, key, value string) {
		fmt.Fprintf(&b, "\n# %s\n%s: %s\n", comment, key, quoted(value))
	}
	entry("The base URL, as a customer pastes it into the admin center.", "target", o.target)
	switch {
	case o.tokenFile != "":
		entry("The file that holds the secret token. The token itself never stands here.", "token-file", o.tokenFile)
	case o.tokenEnv != "":
		entry("The environment variable that holds the secret token. The token itself never stands here.", "token-env", o.tokenEnv)
	}
	entry("What to judge by; entrasim list profiles names them.", "profile", o.profile)
	b.WriteString("\n# Agree that users and groups of the run's own are created, changed and deleted there.\nallow-writes: true\n")
	entry("What the endpoint demands of users and groups.", "values", valuesFile)
	if o.caFile != "" {
		entry("Further certificate authorities.", "ca-file", o.caFile)
	}
	if o.insecure {
		b.WriteString("\n# Go on when the certificate is not valid.\ninsecure: true\n")
	}
	b.WriteString(`
# More, each with its default:
# report: reports/out          # folder for the reports
# dialect: both                # default, compliant or both
# run: []                      # only these: ids, areas, paths, titles, or "@file"
# skip: []
# known-failing: []            # failures that are no news, as "@known.txt"; one that passes is a failure
# rate: 0                      # most requests a second; 0 is no limit
# timeout: 1m                  # how long one answer may take
# strict: false                # a warning is a failure
`)
	return b.String()
}

// valuesOf is the text of entrasim-values.yaml: what the schemas demand, to be made truer by whoever knows the endpoint.
func valuesOf(target string, s steps.Survey) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# What %s demands of users and groups: what its schemas say, and room for what they leave
# unsaid. Whatever a run creates obeys this file.

# The domains in which e-mail addresses are accepted; the first is used.
# domains: [contoso.example]

# The form of a userName: email, or plain for a name without @.
# userName: email
`, strings.ReplaceAll(target, "\n", " "))
	b.WriteString("\nusers:\n" + valuesOfType(s.Users))
	b.WriteString("\ngroups:\n" + valuesOfType(s.Groups))
	return b.String()
}

func valuesOfType(s steps.SurveyedType) string {
	var b strings.Builder
	if !s.Known {
		b.WriteString("  # /Schemas could not be read: nothing is known of what is required.\n")
	}
	b.WriteString("  # Attributes that need a value, each with a template of {{unique}}, {{number}}, {{email}} and {{userName}}; an empty\n" +
		"  # template leaves the making to the run.\n")
	if len(s.Required) == 0 {
		b.WriteString("  required: {}\n")
	} else {
		b.WriteString("  required:\n")
		for _, path := range s.Required {
			fmt.Fprintf(&b, "    %s: \"\"\n", quoted(path))
		}
	}
	b.WriteString("  # The only values that an attribute may have.\n")
	if len(s.Allowed) == 0 {
		b.WriteString("  allowed: {}\n")
	} else {
		b.WriteString("  allowed:\n")
		for _, path := range slices.Sorted(maps.Keys(s.Allowed)) {
			values := make([]string, len(s.Allowed[path]))
			for i, v := range s.Allowed[path] {
				values[i] = quoted(v)
			}
			fmt.Fprintf(&b, "    %s: [%s]\n", quoted(path), strings.Join(values, ", "))
		}
	}
	b.WriteString("  # Attributes that are refused or not kept: what needs them is not applicable.\n  unsupported: []\n")
	return b.String()
}

// plainScalar is text that YAML reads as that text without quotes.
var plainScalar = regexp.MustCompile(`^[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*$`)

// quoted writes a text as a YAML scalar, quoted where it has to be: foreign text must not become structure.
func quoted(text string) string {
	scalar, err := yaml.MarshalWithOptions(text, yaml.JSON())
	if err != nil {
		return `""`
	}
	plain := strings.TrimSpace(string(scalar))
	if inner := strings.Trim(plain, `"`); plainScalar.MatchString(inner) && plain == `"`+inner+`"` {
		return inner
	}
	return plain
}
