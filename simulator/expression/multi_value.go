package expression

import "strings"

var functionCount = Function{
	Name:   "Count",
	Params: []Param{{Name: "attribute", Type: "String", Required: true}},
	Doc:    "How many values the attribute has: 0 for null, 1 for a single value.",
	Examples: []Example{{
		Expression: `Count([proxyAddresses])`,
		Attributes: map[string]Value{"proxyAddresses": Strings("SMTP:a@contoso.com", "smtp:b@contoso.com")},
		Result:     "2",
	}},
	Source: thePage,
	eval: func(in invocation) (Value, error) {
		v, err := in.value(0)
		return Number(float64(len(v.elements()))), err
	},
}

var functionItem = Function{
	Name: "Item",
	Params: []Param{
		{Name: "attribute", Type: "String", Required: true},
		{Name: "index", Type: typeInteger, Required: true},
	},
	Doc: "The value at a place of a multi-valued attribute, counted from 1, and null where there is none. An index below 1 is " +
		"an error, since the page says that 0 should not be used.",
	Examples: []Example{{
		Expression: `Item([proxyAddresses], 1)`,
		Attributes: map[string]Value{"proxyAddresses": Strings("SMTP:a@contoso.com", "smtp:b@contoso.com")},
		Result:     "SMTP:a@contoso.com",
		Documented: true,
	}},
	Source: thePage,
	eval:   evalItem,
}

func evalItem(in invocation) (Value, error) {
	v, err := in.value(0)
	if err != nil {
		return Null(), err
	}
	index, err := in.count(1)
	switch {
	case err != nil:
		return Null(), err
	case index < 1:
		return Null(), in.fail(1, "an index of 1 or more", exactNumber(int64(index)).Text())
	case index > len(v.elements()):
		return Null(), nil
	}
	return v.elements()[index-1], nil
}

var functionRemoveDuplicates = Function{
	Name:   "RemoveDuplicates",
	Params: []Param{{Name: "attribute", Type: "String", Required: true}},
	Doc:    "The values of a multi-valued attribute, each once, in their order. Values that differ in letter case are different.",
	Examples: []Example{{
		Expression: `RemoveDuplicates([proxyAddresses])`,
		Attributes: map[string]Value{"proxyAddresses": Strings("smtp:a@contoso.com", "SMTP:a@contoso.com", "smtp:a@contoso.com")},
		Result:     `["smtp:a@contoso.com", "SMTP:a@contoso.com"]`,
	}},
	Source: thePage,
	eval:   evalRemoveDuplicates,
}

func evalRemoveDuplicates(in invocation) (Value, error) {
	v, err := in.value(0)
	if err != nil || v.kind != KindList {
		return v, err
	}
	seen := map[string]bool{}
	var items []Value
	for _, item := range v.items {
		if key := item.GoString(); !seen[key] {
			seen[key] = true
			items = append(items, item)
		}
	}
	list := List(items...)
	list.roles = v.roles
	return list, nil
}

var functionSplit = Function{
	Name: "Split",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "delimiter", Type: "String", Required: true},
	},
	Doc: "The parts of the source between delimiters, as a list, without blanks around them and without empty ones. Nothing is " +
		"split at an empty delimiter.",
	Examples: []Example{{
		Expression: `Split([extensionAttribute5], ",")`,
		Attributes: map[string]Value{"extensionAttribute5": String("PermissionSetOne, PermissionSetTwo")},
		Result:     `["PermissionSetOne", "PermissionSetTwo"]`,
		Documented: true,
	}},
	Source: thePage,
	eval:   evalSplit,
}

func evalSplit(in invocation) (Value, error) {
	delimiter, err := in.text(1)
	if err != nil {
		return Null(), err
	}
	options := in.scope.env.Options
	return in.each(0, func(text string) (Value, error) {
		texts := []string{text}
		if delimiter != "" {
			texts = strings.Split(text, delimiter)
		}
		var parts []Value
		for _, part := range texts {
			if !options.KeepSplitBlanks {
				part = strings.TrimSpace(part)
			}
			if part != "" || options.KeepEmptyWords {
				parts = append(parts, String(part))
			}
		}
		return List(parts...), nil
	})
}
