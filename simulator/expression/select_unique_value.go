package expression

import "strconv"

// SelectUniqueValueName is a function that mappings treat in a way of its own.
const SelectUniqueValueName = "SelectUniqueValue"

var functionSelectUniqueValue = Function{
	Name: SelectUniqueValueName,
	Params: []Param{
		{Name: "uniqueValueRule", Type: "String", Required: true, Repeatable: true},
	},
	Doc: "The first of two or more values that no object of the target has; if all are taken, an error. A rule without a value " +
		"is passed over. Only outermost, only at creation, not for a matching attribute, and only for Active Directory: the " +
		"provisioning of SCIM applications has no such look-up.",
	Examples: []Example{
		uniqueExample("John.Smith@contoso.com"),
		uniqueExample("J.Smith@contoso.com", "John.Smith@contoso.com"),
		uniqueExample("Jo.Smith@contoso.com", "John.Smith@contoso.com", "J.Smith@contoso.com"),
	},
	Source:   thePage,
	topLevel: true,
	bind:     bindSelectUniqueValue,
}

// uniqueExample is the page's, with the values that are taken.
func uniqueExample(result string, taken ...string) Example {
	return Example{
		Expression: `SelectUniqueValue( ` +
			`Join("@", NormalizeDiacritics(StripSpaces(Join(".",  [PreferredFirstName], [PreferredLastName]))), "contoso.com"), ` +
			`Join("@", NormalizeDiacritics(StripSpaces(Join(".",  Mid([PreferredFirstName], 1, 1), [PreferredLastName]))), ` +
			`"contoso.com"), ` +
			`Join("@", NormalizeDiacritics(StripSpaces(Join(".",  Mid([PreferredFirstName], 1, 2), [PreferredLastName]))), ` +
			`"contoso.com") )`,
		Attributes: map[string]Value{"PreferredFirstName": String("John"), "PreferredLastName": String("Smith")},
		InUse:      taken,
		Result:     result,
		Documented: true,
	}
}

func bindSelectUniqueValue(args []node) (evaluator, *refusal) {
	if len(args) < 2 {
		return nil, &refusal{message: "expected at least 2 rules, found " + strconv.Itoa(len(args))}
	}
	return evalSelectUniqueValue, nil
}

func evalSelectUniqueValue(in invocation) (Value, error) {
	if in.scope.env.InUse == nil {
		return Null(), in.fail(0, "provisioning to Active Directory, which SelectUniqueValue is for", "an application without look-up")
	}
	tried := 0
	for i := range in.args {
		v, err := in.single(i)
		if err != nil {
			return Null(), err
		}
		if v.IsEmpty() {
			continue
		}
		tried++
		taken, err := in.scope.env.InUse(v.Text())
		if err != nil {
			return Null(), in.fail(i, "an answer from the target", err.Error())
		}
		if !taken {
			return v, nil
		}
	}
	return Null(), in.fail(0, "a value that no object of the target has", "all "+strconv.Itoa(tried)+" taken")
}
