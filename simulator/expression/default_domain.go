package expression

var functionDefaultDomain = Function{
	Name: "DefaultDomain",
	Doc:  "The default domain of the tenant, which the setting of that name tells; null where it does not. Graph lists the function without a word on it.",
	Examples: []Example{{
		Expression: `Append([mailNickname], Append("@", DefaultDomain()))`,
		Attributes: map[string]Value{"mailNickname": String("ann")},
		Result:     "ann@contoso.com",
	}},
	Source: graphFunctions,
	eval: func(in invocation) (Value, error) {
		if in.scope.env.Options.DefaultDomain == "" {
			return Null(), nil
		}
		return String(in.scope.env.Options.DefaultDomain), nil
	},
}
