package expression

var functionIsNull = Function{
	Name:   "IsNull",
	Params: []Param{{Name: "Expression", Type: "String", Required: true}},
	Doc:    "True if there is no value: an attribute that the object does not have. An empty text is one.",
	Examples: []Example{{
		Expression: `IsNull([displayName])`,
		Result:     "True",
		Documented: true,
	}},
	Source: thePage,
	eval:   test(Value.IsNull),
}

var functionIsNothing = Function{
	Name:   "IsNothing",
	Params: []Param{{Name: "source", Type: "Boolean", Required: true}},
	Doc:    "The same as IsNull, whose name in Visual Basic it is. Graph lists the function without a word on it.",
	Examples: []Example{{
		Expression: `IsNothing([displayName])`,
		Result:     "True",
	}},
	Source: graphFunctions,
	eval:   test(Value.IsNull),
}

var functionIsNullOrEmpty = Function{
	Name:   "IsNullOrEmpty",
	Params: []Param{{Name: "Expression", Type: "String", Required: true}},
	Doc:    "True if there is no value, or an empty text. The opposite of IsPresent.",
	Examples: []Example{{
		Expression: `IsNullOrEmpty([displayName])`,
		Result:     "True",
		Documented: true,
	}, {
		Expression: `IsNullOrEmpty([displayName])`,
		Attributes: map[string]Value{"displayName": String("")},
		Result:     "True",
		Documented: true,
	}},
	Source: thePage,
	eval:   test(Value.IsEmpty),
}

var functionIsPresent = Function{
	Name:   "IsPresent",
	Params: []Param{{Name: "Expression", Type: "String", Required: true}},
	Doc:    "True if there is a value other than an empty text. The opposite of IsNullOrEmpty.",
	Examples: []Example{{
		Expression: `IsPresent([displayName])`,
		Attributes: map[string]Value{"displayName": String("John Doe")},
		Result:     "True",
	}, {
		// The page's own expression, without a result. It does not choose the first manager that there is, as it is meant
		// to: the first argument behind the source is the default.
		Expression: `Switch(IsPresent([directManager]),[directManager], IsPresent([skiplevelManager]),[skiplevelManager], ` +
			`IsPresent([director]),[director])`,
		Attributes: map[string]Value{"directManager": String("ann"), "director": String("bob")},
		Result:     "bob",
	}},
	Source: thePage,
	eval:   test(func(v Value) bool { return !v.IsEmpty() }),
}

var functionIsString = Function{
	Name:   "IsString",
	Params: []Param{{Name: "Expression", Type: "String", Required: true}},
	Doc:    "True if the value is a text. Null, a truth value, a number and a list are none.",
	Examples: []Example{{
		Expression: `IsString([displayName])`,
		Attributes: map[string]Value{"displayName": String("John Doe")},
		Result:     "True",
	}},
	Source: thePage,
	eval:   test(func(v Value) bool { return v.kind == KindString }),
}

// test makes the evaluator of a function that asks one thing of a value.
func test(holds func(Value) bool) evaluator {
	return func(in invocation) (Value, error) {
		v, err := in.value(0)
		return Bool(holds(v)), err
	}
}
