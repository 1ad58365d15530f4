package expression

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

var functionCBool = Function{
	Name:   "CBool",
	Params: []Param{{Name: "Expression", Type: "Boolean", Required: true, condition: true}},
	Doc: "True if the expression is a comparison that holds, True, the text \"True\" in any letter case or a number other " +
		"than zero, and False otherwise, null included.",
	Examples: []Example{{
		Expression: `CBool([attribute1] = [attribute2])`,
		Attributes: map[string]Value{"attribute1": String("a"), "attribute2": String("a")},
		Result:     "True",
		Documented: true,
	}, {
		Expression: `CBool([attribute1])`,
		Attributes: map[string]Value{"attribute1": String("0")},
		Result:     "False",
	}},
	Source: thePage,
	eval:   evalCBool,
}

func evalCBool(in invocation) (Value, error) {
	v, err := in.single(0)
	if err != nil {
		return Null(), err
	}
	if f, ok := asNumber(v); ok {
		return Bool(f != 0), nil
	}
	return Bool(strings.EqualFold(v.Text(), "True")), nil
}

var functionCStr = Function{
	Name:   "CStr",
	Params: []Param{{Name: "value", Type: "String", Required: true}},
	Doc:    "The value as a text: True or False, the digits of a number, the name of a role. Of a list, each element; null stays null.",
	Examples: []Example{{
		Expression: `CStr([dn])`,
		Attributes: map[string]Value{"dn": String("cn=Joe,dc=contoso,dc=com")},
		Result:     "cn=Joe,dc=contoso,dc=com",
		Documented: true,
	}, {
		Expression: `CStr(&HFF)`,
		Result:     "255",
	}},
	Source: thePage,
	eval: func(in invocation) (Value, error) {
		return in.each(0, func(text string) (Value, error) { return String(text), nil })
	},
}

var functionConvertToBase64 = Function{
	Name:   "ConvertToBase64",
	Params: []Param{{Name: "source", Type: "String", Required: true}},
	Doc:    "The source in UTF-16, lower byte first, as base 64. Of a list, each element; null stays null.",
	Examples: []Example{{
		Expression: `ConvertToBase64("Hello world!")`,
		Result:     "SABlAGwAbABvACAAdwBvAHIAbABkACEA",
		Documented: true,
	}},
	Source: thePage,
	eval: func(in invocation) (Value, error) {
		return in.each(0, func(text string) (Value, error) {
			var b []byte
			for _, unit := range utf16.Encode([]rune(text)) {
				b = binary.LittleEndian.AppendUint16(b, unit)
			}
			return String(base64.StdEncoding.EncodeToString(b)), nil
		})
	},
}

var functionConvertToUTF8Hex = Function{
	Name:   "ConvertToUTF8Hex",
	Params: []Param{{Name: "source", Type: "String", Required: true}},
	Doc:    "The source in UTF-8, in hexadecimal digits with capitals. Of a list, each element; null stays null.",
	Examples: []Example{{
		Expression: `ConvertToUTF8Hex("Hello world!")`,
		Result:     "48656C6C6F20776F726C6421",
		Documented: true,
	}, {
		Expression: `Join("", 1000, Replace(ConvertToUTF8Hex([objectId]), , "[a-zA-Z_]*", , "", , ))`,
		Attributes: map[string]Value{"objectId": String("d05f")},
		Result:     "100064303566",
	}},
	Source: thePage,
	eval: func(in invocation) (Value, error) {
		return in.each(0, func(text string) (Value, error) { return String(fmt.Sprintf("%X", text)), nil })
	},
}
