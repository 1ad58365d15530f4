package expression

import "strings"

var functionReplace = Function{
	Name: "Replace",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "Find", Type: "String"},
		{Name: "RegularExpression", Type: "String"},
		{Name: "RegularExpressionGroupName", Type: "String"},
		{Name: "Replacement", Type: "String"},
		{Name: "ReplacementPropertyName", Type: "String"},
		{Name: "Template", Type: "String"},
	},
	Doc: "Replaces in five ways, chosen by the arguments that are given: Find and Replacement exchange a text in the source; " +
		"Find and Template put the source into the template; RegularExpression and Replacement exchange every match, with " +
		"${name} for what a group matched; with RegularExpressionGroupName only that group is exchanged; " +
		"RegularExpression, RegularExpressionGroupName and ReplacementPropertyName take the group from another attribute " +
		"when the source is empty. Case-sensitive. Of a list, each element; null stays null. The parameters have Graph's " +
		"names; the page calls them oldValue, regexPattern, regexGroupName, replacementValue, replacementAttributeName and " +
		"template. Of its results one cannot be had, 19998887777 from +1 (999) 888-7777 by [()\\s-]+, which leaves the plus " +
		"sign; the pattern is followed.",
	Examples: []Example{{
		Expression: `Replace([BusinessTitle],"Product Developer", , , "Software Engineer", , )`,
		Attributes: map[string]Value{"BusinessTitle": String("Product Developer")},
		Result:     "Software Engineer",
		Documented: true,
	}, {
		Expression: `Replace([mail], "@contoso.com", , ,"", ,)`,
		Attributes: map[string]Value{"mail": String("john.doe@contoso.com")},
		Result:     "john.doe",
		Documented: true,
	}, {
		Expression: `Replace([UserID],"<username>", , , , , "<username>@contoso.com")`,
		Attributes: map[string]Value{"UserID": String("jsmith")},
		Result:     "jsmith@contoso.com",
		Documented: true,
	}, {
		Expression: `Replace([telephoneNumber], , "\\+(?<isdCode>\\d* )(?<phoneNumber>\\d{10})", , "${phoneNumber}", , )`,
		Attributes: map[string]Value{"telephoneNumber": String("+91 9998887777")},
		Result:     "9998887777",
		Documented: true,
	}, {
		Expression: `Replace([mailNickname], , "[a-zA-Z_]*", , "", , )`,
		Attributes: map[string]Value{"mailNickname": String("john_doe72")},
		Result:     "72",
		Documented: true,
	}, {
		Expression: `Replace([AddressLineData], ,"(?<streetNumber>^\\d*)","streetNumber", "888", , )`,
		Attributes: map[string]Value{"AddressLineData": String("545 Tremont Street")},
		Result:     "888 Tremont Street",
		Documented: true,
	}, {
		Expression: `Replace([userPrincipalName], , "(?<Suffix>@(.)*)", "Suffix", "", , )`,
		Attributes: map[string]Value{"userPrincipalName": String("jsmith@contoso.com")},
		Result:     "jsmith",
		Documented: true,
	}, {
		Expression: `Replace([telephoneNumber], , "\\+(?<isdCode>\\d* )(?<phoneNumber>\\d{10})", "phoneNumber" , , [mobile], )`,
		Attributes: map[string]Value{"telephoneNumber": String(""), "mobile": String("+91 8887779999")},
		Result:     "8887779999",
		Documented: true,
	}},
	Source: thePage,
	bind:   bindReplace,
}

// The positions of Replace's arguments.
const (
	replaceSource = iota
	replaceFind
	replacePattern
	replaceGroup
	replaceReplacement
	replaceProperty
	replaceTemplate
)

// bindReplace chooses the way by the arguments that are written, not by what they evaluate to: [mobile] counts as given
// for an object without one. A constant "" counts as left out, except as the replacement, where it means removal.
// Combinations that the page does not describe are refused.
func bindReplace(args []node) (evaluator, *refusal) {
	given := 0
	for i, arg := range args {
		constant, ok := arg.(constantNode)
		if arg != nil && (i == replaceReplacement || !ok || !constant.value.IsEmpty()) {
			given |= 1 << i
		}
	}
	switch given &^ (1 << replaceSource) {
	case 1<<replaceFind | 1<<replaceReplacement:
		return replaceText, nil
	case 1<<replaceFind | 1<<replaceTemplate:
		return fillTemplate, nil
	case 1<<replacePattern | 1<<replaceReplacement:
		return bindPattern(args, false, replaceMatches)
	case 1<<replacePattern | 1<<replaceGroup | 1<<replaceReplacement:
		return bindPattern(args, true, replaceGroups)
	case 1<<replacePattern | 1<<replaceGroup | 1<<replaceProperty:
		return bindPattern(args, true, extractFromProperty)
	}
	return nil, &refusal{message: "expected Find and Replacement, Find and Template, RegularExpression and Replacement, these " +
		"with RegularExpressionGroupName, or RegularExpression, RegularExpressionGroupName and ReplacementPropertyName, found " +
		namesOfGiven(given)}
}

// namesOfGiven are the arguments of Replace that are given besides the source.
func namesOfGiven(given int) string {
	var names []string
	for i, name := range []string{
		replaceFind: "Find", replacePattern: "RegularExpression", replaceGroup: "RegularExpressionGroupName",
		replaceReplacement: "Replacement", replaceProperty: "ReplacementPropertyName", replaceTemplate: "Template",
	} {
		if name != "" && given&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "none of them"
	}
	return strings.Join(names, ", ") + " only"
}

// replaceText exchanges Find for Replacement in the source. Where Find turns out empty there is nothing to find.
func replaceText(in invocation) (Value, error) {
	return in.exchange(replaceReplacement, in.replaceAll)
}

// fillTemplate exchanges Find for the source in Template.
func fillTemplate(in invocation) (Value, error) {
	return in.exchange(replaceTemplate, func(source, find, template string) (Value, error) {
		return in.replaceAll(template, find, source)
	})
}

// exchange evaluates the source, Find and one further argument, and hands them on, the source text by text.
func (in invocation) exchange(argument int, f func(source, find, third string) (Value, error)) (Value, error) {
	find, err := in.text(replaceFind)
	if err != nil {
		return Null(), err
	}
	third, err := in.text(argument)
	if err != nil {
		return Null(), err
	}
	return in.each(replaceSource, func(text string) (Value, error) { return f(text, find, third) })
}

func (in invocation) replaceAll(text, find, replacement string) (Value, error) {
	if find == "" {
		return String(text), nil
	}
	if len(text)+strings.Count(text, find)*(len(replacement)-len(find)) > maxText {
		return Null(), in.tooLong()
	}
	return String(strings.ReplaceAll(text, find, replacement)), nil
}
