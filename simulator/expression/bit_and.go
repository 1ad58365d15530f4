package expression

var functionBitAnd = Function{
	Name: "BitAnd",
	Params: []Param{
		{Name: "value1", Type: typeInteger, Required: true},
		{Name: "value2", Type: typeInteger, Required: true},
	},
	Doc: "The number of the bits that are set in both values.",
	Examples: []Example{{
		Expression: `BitAnd(&HF, &HF7)`,
		Result:     "7",
		Documented: true,
	}, {
		Expression: `BitAnd([userAccountControl], 2)`,
		Attributes: map[string]Value{"userAccountControl": String("514")},
		Result:     "2",
	}},
	Source: thePage,
	eval:   evalBitAnd,
}

func evalBitAnd(in invocation) (Value, error) {
	a, err := in.whole(0)
	if err != nil {
		return Null(), err
	}
	b, err := in.whole(1)
	if err != nil {
		return Null(), err
	}
	return exactNumber(a & b), nil
}
