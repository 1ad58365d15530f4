package expression

var functionIgnoreFlowIfNullOrEmpty = Function{
	Name:   "IgnoreFlowIfNullOrEmpty",
	Params: []Param{{Name: "Expression", Type: "String", Required: true}},
	Doc: "The value as it is; one that is null or empty says that the attribute is left out of the flow, default value " +
		"included.",
	Examples: []Example{{
		Expression: `IgnoreFlowIfNullOrEmpty([department])`,
		Result:     "",
	}, {
		Expression: `IgnoreFlowIfNullOrEmpty(Switch([prefix], "", "3443", "Dr.", "3444", "Prof.", "3445", "Prof. Dr."))`,
		Attributes: map[string]Value{"prefix": String("3446")},
		Result:     "",
		Documented: true,
	}, {
		Expression: `IgnoreFlowIfNullOrEmpty(Switch([prefix], "", "3443", "Dr.", "3444", "Prof.", "3445", "Prof. Dr."))`,
		Attributes: map[string]Value{"prefix": String("3444")},
		Result:     "Prof.",
	}},
	Source: thePage,
	eval:   evalIgnoreFlow,
}

func evalIgnoreFlow(in invocation) (Value, error) {
	v, err := in.value(0)
	if err == nil && v.IsEmpty() {
		return Value{ignored: true}, nil
	}
	return v, err
}

// FlowIgnored says that the attribute is to be left out of the flow (IgnoreFlowIfNullOrEmpty), which is more than to have
// no value: nothing stands in for it, and nothing is cleared.
func (v Value) FlowIgnored() bool { return v.ignored }
