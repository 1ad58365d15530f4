package expression

import "slices"

var functionIIF = Function{
	Name: "IIF",
	Params: []Param{
		{Name: "condition", Type: "Boolean", Required: true, condition: true},
		{Name: "valueIfTrue", Type: "String", Required: true},
		{Name: "valueIfFalse", Type: "String", Required: true},
	},
	Doc: "One of two values, as the condition is true or not. The condition is one comparison (= <> > >= < <=) or a value: " +
		"True, a number other than zero. There is no AND and no OR. A source that is null or empty makes the condition " +
		"false, whatever the operator.",
	Examples: []Example{{
		Expression: `IIF([country]="USA",[country],[department])`,
		Attributes: map[string]Value{"country": String("USA"), "department": String("Sales")},
		Result:     "USA",
	}, {
		Expression: `IIF([country]="USA",IIF([state]="CA","True","False"),"False")`,
		Attributes: map[string]Value{"country": String("USA"), "state": String("CA")},
		Result:     "True",
		Documented: true,
	}, {
		Expression: `IIF([country]="USA","True",IIF([state]="CA","True","False"))`,
		Attributes: map[string]Value{"country": String("Canada"), "state": String("ON")},
		Result:     "False",
		Documented: true,
	}, {
		Expression: `IIF(IsNullOrEmpty([country]),"Other",[country])`,
		Attributes: map[string]Value{"country": String("")},
		Result:     "",
	}, {
		// The page's way around its caution at Switch.
		Expression: `IIF([companyName] = "Company A", "A", IIF([companyName] = "Company B", "B", "External"))`,
		Attributes: map[string]Value{"companyName": String("Company B")},
		Result:     "B",
	}},
	Source: thePage,
	eval:   evalIIF,
}

func evalIIF(in invocation) (Value, error) {
	condition, err := in.single(0)
	if err != nil {
		return Null(), err
	}
	empty := lacksSource(in.args[0], condition)
	switch {
	case empty && in.scope.env.Options.FailOnEmptyCondition:
		return Null(), in.fail(0, "a value", "none")
	case !empty && holds(condition):
		return in.value(1)
	}
	return in.value(2)
}

// lacksSource says whether a condition is about a source without a value, for which the page says that every condition
// fails: IIF(IsNullOrEmpty([country]), …) and IIF(IsPresent([country]), …) are its examples of what does not work.
func lacksSource(condition node, v Value) bool {
	switch {
	case isCallOf(condition, functionIsPresent.Name):
		return !holds(v)
	case isPresenceTest(condition):
		return holds(v)
	}
	return v.IsEmpty() && !isConstant(condition)
}

func isCallOf(n node, names ...string) bool {
	c, ok := n.(*callNode)
	return ok && slices.Contains(names, c.function.Name)
}

func isConstant(n node) bool {
	_, ok := n.(constantNode)
	return ok
}

// holds tells whether a condition is true: True, its text form, or a number other than zero, as CBool of the page has it.
func holds(condition Value) bool {
	if f, ok := condition.Number(); ok {
		return f != 0
	}
	return condition.Text() == "True"
}
