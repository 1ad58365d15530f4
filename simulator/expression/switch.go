package expression

import "fmt"

var functionSwitch = Function{
	Name: "Switch",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "defaultValue", Type: "String"},
		{Name: "switchValue", Type: "String", Repeatable: true},
	},
	Doc: "The value behind the first key that equals the source, letter by letter, and the default if none does; a default " +
		"that is left empty is null. Keys and values alternate. A source that is null or empty matches the key \"\". The page " +
		"cautions that an update of another attribute may clear what a Switch with a default maps; the setting " +
		"ClearUnchangedSwitch rehearses that, and an IIF is not concerned.",
	Examples: []Example{{
		Expression: `Switch([state], "Australia/Sydney", "NSW", "Australia/Sydney","QLD", "Australia/Brisbane", ` +
			`"SA", "Australia/Adelaide")`,
		Attributes: map[string]Value{"state": String("QLD")},
		Result:     "Australia/Brisbane",
		Documented: true,
	}, {
		Expression: `Switch(ToLower([statusFlag]), "0", "true", "1", "false", "0")`,
		Attributes: map[string]Value{"statusFlag": String("TRUE")},
		Result:     "1",
		Documented: true,
	}, {
		Expression: `Switch([statusFlag], "Default Value", "true", "1", "", "0")`,
		Attributes: map[string]Value{"statusFlag": String("")},
		Result:     "0",
		Documented: true,
	}, {
		Expression: `Switch([country],[country],"","Other")`,
		Result:     "Other",
		Documented: true,
	}, {
		Expression: `Switch([IsSoftDeleted], , "False", "True", "True", "False")`,
		Attributes: map[string]Value{"IsSoftDeleted": Bool(false)},
		Result:     "True",
	}},
	Source: thePage,
	bind:   bindSwitch,
}

// bindSwitch refuses keys without a value. The page demands pairs, and marks key and value as required; Graph lists them
// as optional, but a Switch without any has nothing to choose from.
func bindSwitch(args []node) (evaluator, *refusal) {
	if rest := len(args) - 2; rest < 2 || rest%2 != 0 {
		return nil, &refusal{message: fmt.Sprintf("expected keys and values in pairs behind source and defaultValue, found %d; "+
			"a default that is not wanted is left empty: Switch([a], , key, value)", max(rest, 0))}
	}
	return evalSwitch, nil
}

func evalSwitch(in invocation) (Value, error) {
	source, err := in.text(0)
	if err != nil {
		return Null(), err
	}
	for i := 2; i < len(in.args); i += 2 {
		key, err := in.text(i)
		if err != nil {
			return Null(), err
		}
		if key == source {
			return in.value(i + 1)
		}
	}
	return in.value(1)
}
