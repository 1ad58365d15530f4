package expression

import (
	"github.com/entrasim/entrasim/simulator/expression/dotnetdate"
)

var functionFormatDateTime = Function{
	Name: "FormatDateTime",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "dateTimeStyles", Type: "String"},
		{Name: "inputFormat", Type: "String", Required: true},
		{Name: "outputFormat", Type: "String", Required: true},
	},
	Doc: "A date in another format. Formats are those of .NET, such as yyyy-MM-dd; styles are names of DateTimeStyles with commas " +
		"between them, without which RoundtripKind, AllowLeadingWhite and AllowTrailingWhite hold. Of a list, each element; " +
		"null and an empty text give null.",
	Examples: []Example{{
		Expression: `FormatDateTime([extensionAttribute1], , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")`,
		Attributes: map[string]Value{"extensionAttribute1": String("20150123105347.1Z")},
		Result:     "2015-01-23",
		Documented: true,
	}, {
		Expression: `FormatDateTime([hireDate], "AdjustToUniversal", "yyyy-MM-ddzzz", "o")`,
		Attributes: map[string]Value{"hireDate": String("2020-12-31-08:00")},
		Result:     "2020-12-31T08:00:00.0000000Z",
	}},
	Source: thePage,
	bind:   bindFormatDateTime,
}

// The positions of FormatDateTime's arguments.
const (
	formatSource = iota
	formatStyles
	formatInput
	formatOutput
)

// bindFormatDateTime checks constants, as formats and styles are in every example, so that a mistake in them is a syntax
// error.
func bindFormatDateTime(args []node) (evaluator, *refusal) {
	for _, i := range []int{formatStyles, formatInput, formatOutput} {
		constant, ok := args[i].(constantNode)
		if !ok {
			continue
		}
		var err error
		if i == formatStyles {
			_, err = parseStyles(constant.value.Text())
		} else {
			_, err = dotnetdate.Compile(constant.value.Text())
		}
		if err != nil {
			return nil, &refusal{argument: constant, message: err.Error()}
		}
	}
	return evalFormatDateTime, nil
}

// parseStyles reads the names of styles; none are the default.
func parseStyles(text string) (dotnetdate.Styles, error) {
	if text == "" {
		return dotnetdate.RoundtripKind | dotnetdate.AllowLeadingWhite | dotnetdate.AllowTrailingWhite, nil
	}
	return dotnetdate.ParseStyles(text)
}

func evalFormatDateTime(in invocation) (Value, error) {
	names, err := in.text(formatStyles)
	if err != nil {
		return Null(), err
	}
	styles, err := parseStyles(names)
	if err != nil {
		return Null(), in.fail(formatStyles, "names of DateTimeStyles that go together", quote(names))
	}
	input, err := in.layout(formatInput)
	if err != nil {
		return Null(), err
	}
	output, err := in.layout(formatOutput)
	if err != nil {
		return Null(), err
	}
	reading := dotnetdate.Reading{Styles: styles, Local: in.scope.env.Options.zone()}
	if !input.HasYear() {
		if reading.Today, err = in.now(); err != nil {
			return Null(), err
		}
	}
	return in.each(formatSource, func(text string) (Value, error) {
		if text == "" {
			return Null(), nil
		}
		date, err := input.Parse(text, reading)
		if err != nil {
			return Null(), in.fail(formatSource, "a date in the input format", quote(text)+": "+err.Error())
		}
		return String(output.Format(date)), nil
	})
}

func (in invocation) layout(index int) (*dotnetdate.Layout, error) {
	format, err := in.text(index)
	if err != nil {
		return nil, err
	}
	layout, err := dotnetdate.Compile(format)
	if err != nil {
		return nil, in.fail(index, "a .NET date format", quote(format))
	}
	return layout, nil
}
