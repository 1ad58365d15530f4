package expression

var functionRedact = Function{
	Name:   "Redact",
	Params: []Param{{Name: "attributeOrValue", Type: "String", Required: true}},
	Doc: "The value as it is, marked so that the provisioning log shows [Redact] in its place; what other functions make " +
		"of it is marked, too.",
	Examples: []Example{{
		Expression: `Redact([userPrincipalName])`,
		Attributes: map[string]Value{"userPrincipalName": String("john@contoso.com")},
		Result:     "john@contoso.com",
	}, {
		Expression: `Redact("StringToBeRedacted")`,
		Result:     "StringToBeRedacted",
	}, {
		Expression: `Redact(RandomString(6,3,0,0,3))`,
		Result:     "81yx9h",
	}},
	Source: thePage,
	eval:   evalRedact,
}

// RedactedText stands for a redacted value wherever somebody reads it.
const RedactedText = "[Redact]"

func evalRedact(in invocation) (Value, error) {
	v, err := in.value(0)
	v.redacted = true
	return v, err
}

// Redacted says that the value was made with Redact, so that logs must show [Redact] for it. The value itself is sent.
func (v Value) Redacted() bool { return v.redacted }
