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
	source, err := in.value(0)
	if err != nil {
		return Null(), err
	}
	suffix, err := in.text(1)
	if err != nil {
		return Null(), err
	}
	return mapTexts(source, func(text string) (Value, error) { return String(text + suffix), nil })
}
