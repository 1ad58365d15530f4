package expression

var functionAppend = Function{
	Name: "Append",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "suffix", Type: "String", Required: true},
	},
	Doc: "The source with the suffix behind it. Without a source there is no result, rather than a bare suffix.",
	Examples: []Example{{
		Expression: `Append([userPrincipalName], ".test")`,
		Attributes: map[string]Value{"userPrincipalName": String("John.Doe@contoso.com")},
		Result:     "John.Doe@contoso.com.test",
		Documented: true,
	}},
	Source: thePage,
	eval:   evalAppend,
}

func evalAppend(in invocation) (Value, error) {
	suffix, err := in.text(1)
	if err != nil {
		return Null(), err
	}
	return in.each(0, func(text string) (Value, error) { return String(text + suffix), nil })
}

var functionPrepend = Function{
	Name: "Prepend",
	Params: []Param{
		{Name: "prefix", Type: "String", Required: true},
		{Name: "source", Type: "String", Required: true},
	},
	Doc: "The source with the prefix before it, the counterpart of Append. Graph lists the function without a word on it.",
	Examples: []Example{{
		Expression: `Prepend("test.", [userPrincipalName])`,
		Attributes: map[string]Value{"userPrincipalName": String("John.Doe@contoso.com")},
		Result:     "test.John.Doe@contoso.com",
	}},
	Source: graphFunctions,
	eval:   evalPrepend,
}

func evalPrepend(in invocation) (Value, error) {
	prefix, err := in.text(0)
	if err != nil {
		return Null(), err
	}
	return in.each(1, func(text string) (Value, error) { return String(prefix + text), nil })
}
