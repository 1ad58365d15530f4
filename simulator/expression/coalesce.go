package expression

var functionCoalesce = Function{
	Name: "Coalesce",
	Params: []Param{
		{Name: "source", Type: "String", Required: true, Repeatable: true},
		{Name: "defaultValue", Type: "String"},
	},
	Doc: `The first argument that is not null, the default last. An empty text is not null.`,
	Examples: []Example{{
		Expression: `Coalesce([mail],[userPrincipalName])`,
		Attributes: map[string]Value{"userPrincipalName": String("John.Doe@contoso.com")},
		Result:     "John.Doe@contoso.com",
		Documented: true,
	}, {
		Expression: `Coalesce([mail], [otherMail], "none")`,
		Result:     "none",
	}},
	Source: thePage,
	eval:   evalCoalesce,
}

func evalCoalesce(in invocation) (Value, error) {
	for i := range in.args {
		v, err := in.value(i)
		if err != nil || !v.IsNull() {
			return v, err
		}
	}
	return Null(), nil
}
