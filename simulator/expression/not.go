package expression

var functionNot = Function{
	Name:   "Not",
	Params: []Param{{Name: "source", Type: "Boolean", Required: true}},
	Doc:    `False if the source is True or the text "True", and True otherwise, null included.`,
	Examples: []Example{{
		Expression: `Not([IsSoftDeleted])`,
		Attributes: map[string]Value{"IsSoftDeleted": Bool(true)},
		Result:     "False",
	}, {
		Expression: `Not("False")`,
		Result:     "True",
	}},
	Source: thePage,
	eval:   evalNot,
}

func evalNot(in invocation) (Value, error) {
	source, err := in.text(0)
	if err != nil {
		return Null(), err
	}
	return Bool(source != "True"), nil
}
