package expression

import "strings"

var functionJoin = Function{
	Name: "Join",
	Params: []Param{
		{Name: "separator", Type: "String", Required: true},
		{Name: "source", Type: "String", Required: true, Repeatable: true},
	},
	Doc: "The sources in one text with the separator between them. The values of a multi-valued source are joined likewise; " +
		"empty ones are left out. When every source is null there is no result, rather than an empty text.",
	Examples: []Example{{
		Expression: `Join(", ", "", [surname], [givenName])`,
		Attributes: map[string]Value{"surname": String("Doe"), "givenName": String("John")},
		Result:     "Doe, John",
		Documented: true,
	}, {
		Expression: `Join(";", [proxyAddresses])`,
		Attributes: map[string]Value{"proxyAddresses": Strings("SMTP:john@contoso.com", "smtp:doe@contoso.com")},
		Result:     "SMTP:john@contoso.com;smtp:doe@contoso.com",
	}},
	Source: thePage,
	eval:   evalJoin,
}

func evalJoin(in invocation) (Value, error) {
	separator, err := in.text(0)
	if err != nil {
		return Null(), err
	}
	var parts []string
	anything, size := false, 0
	for i := 1; i < len(in.args); i++ {
		source, err := in.value(i)
		if err != nil {
			return Null(), err
		}
		anything = anything || !source.IsNull()
		for _, item := range List(source).items {
			if item.IsEmpty() {
				continue
			}
			parts = append(parts, item.Text())
			// Thousands of long sources, or a long separator between them, are not put together only to be refused.
			if size += len(parts[len(parts)-1]) + len(separator); size-len(separator) > maxText {
				return Null(), in.tooLong()
			}
		}
	}
	if !anything {
		return Null(), nil
	}
	return String(strings.Join(parts, separator)), nil
}
