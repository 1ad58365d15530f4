package expression

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Function is one row of the registry: everything that is known of one function of the language.
type Function struct {
	// Name is case-sensitive.
	Name string
	// Params are positional. Their names and types are Graph's where Graph lists the function, the page's otherwise.
	Params []Param
	// Doc says in a sentence or two what the function gives, and what we decided where the documentation is silent.
	Doc string
	// Source is the document that the semantics come from.
	Source string
	// Examples are documentation and test at once.
	Examples []Example

	// eval computes the result of a call.
	eval evaluator
	// topLevel means that the call may not stand inside another.
	topLevel bool
	// bind, where present, takes the place of eval: it checks the arguments when the expression is parsed and gives what
	// evaluates them.
	bind func(args []node) (evaluator, *refusal)
}

// Param is one parameter of a function, Graph's attributeMappingParameterSchema.
type Param struct {
	Name string
	// Type is one of Graph's attribute types: String, Integer, Reference, Binary, Boolean, DateTime. A text that reads as
	// one of the type is as good, since attributes are mostly texts.
	Type string
	// Required means that the argument may not be left empty; of a repeatable parameter, that it must be given once.
	Required bool
	// Repeatable is Graph's allowMultipleOccurrences. A repeatable parameter also takes the arguments behind it.
	Repeatable bool

	// condition means that a comparison may stand here.
	condition bool
	// words are what a constant may be; none means anything of the type.
	words []string
}

// The sources of functions: where Microsoft documents them, and where it only lists them.
const (
	thePage        = "Microsoft Learn, functions-for-customizing-application-data"
	graphFunctions = "Microsoft Graph, synchronizationSchema: functions"
)

// refusal is what bind answers to arguments that can never be evaluated. A nil argument means the call as a whole.
type refusal struct {
	argument node
	message  string
}

// Signature shows how a call is written: Join(separator, source, ...), with a question mark behind an optional parameter.
func (f Function) Signature() string {
	names := make([]string, 0, len(f.Params)+1)
	for _, p := range f.Params {
		name := p.Name
		if !p.Required && !p.Repeatable {
			name += "?"
		}
		names = append(names, name)
		if p.Repeatable {
			names = append(names, "...")
		}
	}
	return f.Name + "(" + strings.Join(names, ", ") + ")"
}

// Summary is the first sentence of the Doc.
func (f Function) Summary() string {
	sentence, _, _ := strings.Cut(f.Doc, ". ")
	return strings.TrimSuffix(sentence, ".") + "."
}

// param gives the parameter that an argument belongs to; from a repeatable one onwards all belong to it, and the last one
// stands in for arguments that are too many.
func (f *Function) param(index int) Param {
	for i, p := range f.Params {
		if i == index || p.Repeatable || i == len(f.Params)-1 {
			return p
		}
	}
	return Param{}
}

// accepts says what is wrong with the number of arguments, or with which of them were left empty; "" if nothing is.
func (f *Function) accepts(args []node) string {
	least, most := 0, len(f.Params)
	for i, p := range f.Params {
		if p.Required {
			least = i + 1
		}
		if p.Repeatable {
			most = max(most, len(args))
		}
	}
	if len(args) < least || len(args) > most {
		return fmt.Sprintf("%s takes %s, found %d", f.Signature(), f.counts(least), len(args))
	}
	for i, p := range f.Params {
		if !p.Required {
			continue
		}
		given := args[i : i+1]
		if p.Repeatable {
			given = args[i:]
		}
		if !slices.ContainsFunc(given, func(arg node) bool { return arg != nil }) {
			return fmt.Sprintf("%s needs %s, which is left empty", f.Signature(), p.Name)
		}
	}
	return ""
}

// counts says how many arguments the function takes: "1 argument", "2 to 7 arguments", "at least 2 arguments".
func (f *Function) counts(least int) string {
	switch {
	case slices.ContainsFunc(f.Params, func(p Param) bool { return p.Repeatable }):
		return fmt.Sprintf("at least %d argument%s", least, plural(least))
	case len(f.Params) == 0:
		return "no argument"
	case least < len(f.Params):
		return fmt.Sprintf("%d to %d arguments", least, len(f.Params))
	}
	return fmt.Sprintf("%d argument%s", least, plural(least))
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// refuse says what is wrong with a constant for this parameter; "" if nothing is. What is no constant shows its type only
// when it is evaluated.
func (p Param) refuse(arg node) string {
	constant, ok := arg.(constantNode)
	if !ok {
		return ""
	}
	switch v := constant.value; {
	case len(p.words) > 0 && !slices.Contains(p.words, v.Text()):
		return fmt.Sprintf("%s: expected one of %s, found %s", p.Name, strings.Join(p.words, ", "), v)
	case p.Type == typeInteger:
		if _, ok := asWhole(v); !ok {
			return fmt.Sprintf("%s: expected a whole number, found %s", p.Name, v)
		}
	}
	return ""
}

// Kind says what may stand for the parameter: its type, what it may be, whether it must be there.
func (p Param) Kind() string {
	kind := p.Type
	if len(p.words) > 0 {
		kind += ", one of " + strings.Join(p.words, ", ")
	}
	switch {
	case p.Repeatable:
		return kind + ", repeatable"
	case !p.Required:
		return kind + ", optional"
	}
	return kind
}

// typeInteger is the one of Graph's types that constants are checked against; a text can be anything else.
const typeInteger = "Integer"

// clone copies what a caller could otherwise change in the registry.
func (f Function) clone() Function {
	f.Params = slices.Clone(f.Params)
	f.Examples = slices.Clone(f.Examples)
	for i := range f.Examples {
		f.Examples[i].Attributes = maps.Clone(f.Examples[i].Attributes)
		f.Examples[i].InUse = slices.Clone(f.Examples[i].InUse)
	}
	return f
}
