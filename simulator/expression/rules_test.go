package expression

import (
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Rules of the page, function by function, that its examples leave out.
func TestRules(t *testing.T) {
	tests := []struct {
		text string
		want Value
	}{
		// BitAnd, CBool, CStr.
		{`BitAnd("12", 10)`, Number(8)},
		{`BitAnd(-1, &HFF)`, Number(255)},
		{`CBool(0)`, Bool(false)},
		{`CBool("-1")`, Bool(true)},
		{`CBool("true")`, Bool(true)},
		{`CBool("yes")`, Bool(false)},
		{`CBool([absent])`, Bool(false)},
		{`CBool([level] > 8)`, Bool(false)},
		{`CStr([enabled])`, String("True")},
		{`CStr([absent])`, Null()},
		{`CStr([level])`, String("7")},

		// Conversions take Unicode and lists.
		{`ConvertToBase64("é😀")`, String("6QA92ADe")},
		{`ConvertToUTF8Hex("é")`, String("C3A9")},
		{`ConvertToUTF8Hex([absent])`, Null()},
		{`ConvertToUTF8Hex([names])`, Strings("414E4E", "", "5A6FC3AB")},

		// Count, Item, RemoveDuplicates, Split.
		{`Count([absent])`, Number(0)},
		{`Count([mail])`, Number(1)},
		{`Item([phones], 2)`, String("+1 555 0100")},
		{`Item([phones], 3)`, Null()},
		{`Item([mail], 1)`, String("john.doe@contoso.com")},
		{`RemoveDuplicates([absent])`, Null()},
		{`RemoveDuplicates([mail])`, String("john.doe@contoso.com")},
		{`Split("a;;b ; ", ";")`, Strings("a", "b")},
		{`Split("abc", "")`, Strings("abc")},
		{`Split("a<>b<>c", "<>")`, Strings("a", "b", "c")},
		{`Split([absent], ",")`, Null()},
		{`Split(",", ",")`, Null()},

		// IsNull and its like.
		{`IsNull([empty])`, Bool(false)},
		{`IsNullOrEmpty([mail])`, Bool(false)},
		{`IsPresent([empty])`, Bool(false)},
		{`IsPresent([phones])`, Bool(true)},
		{`IsString([level])`, Bool(false)},
		{`IsString([absent])`, Bool(false)},
		{`IsString([empty])`, Bool(true)},

		// Left, Mid, InStr, Word.
		{`Left([absent], 3)`, String("")},
		{`Left("Zoë😀x", 4)`, String("Zoë😀")},
		{`Left([phones], "3")`, Strings("+44", "+1 ")},
		{`Mid([surname], 2, 9)`, String("oe")},
		{`Mid([surname], 0, 1)`, String("D")},
		{`Mid([surname], 9, 1)`, String("")},
		{`Mid([surname], 1, -1)`, String("")},
		{`Mid([absent], 1, 1)`, Null()},
		{`InStr("abc", "d")`, Number(0)},
		{`InStr("abc", "C")`, Number(0)},
		{`InStr("äbc", "BC", , vbTextCompare)`, Number(2)},
		{`InStr("abc", "a", 2)`, Number(0)},
		{`InStr("abc", "", 2)`, Number(2)},
		{`InStr("", "")`, Number(0)},
		{`InStr("abc", "c", 9)`, Number(0)},
		{`InStr([absent], "a")`, Number(0)},
		{`Word([absent], 1, " ")`, String("")},
		{`Word(" a  b ", 2, " ")`, String("b")},
		{`Word("abc", 1, ",")`, String("abc")},
		{`Word("abc", 2, ",")`, String("")},
		{`Word([phones], 2, " ")`, Strings("20", "555")},
		{`Word([phones], 9, " ")`, Strings("", "")},

		// PCase by ToTitleCase: digits are in words, a word begins with a letter, an apostrophe does not end it.
		{`PCase("hello_world/o'NEIL 3com e2e")`, String("Hello_World/O'neil 3Com E2e")},
		{`PCase("o'neil-smith", "-")`, String("O'neil-Smith")},
		{`PCase("ǆ")`, String("ǅ")},
		{`PCase([absent])`, Null()},
		{`PCase([names])`, Strings("Ann", "", "Zoë")},
		{`ToUpper("straße ıi")`, String("STRAßE ıI")},
		{`ToUpper("ıi", "en-US")`, String("II")},
		{`ToUpper("ıi", "tr-TR")`, String("Iİ")},

		// Dates.
		{`CDate([absent])`, Null()},
		{`CDate("")`, Null()},
		{`DateAdd("m", 1, "2021-01-31")`, String("2/28/2021 12:00:00 AM")},
		{`DateAdd("yyyy", 1, "2020-02-29")`, String("2/28/2021 12:00:00 AM")},
		{`DateAdd("m", -12, "2020-02-29")`, String("2/28/2019 12:00:00 AM")},
		{`DateAdd("h", -25, "2021-01-01")`, String("12/30/2020 11:00:00 PM")},
		{`DateAdd("n", 90, "2021-01-01")`, String("1/1/2021 1:30:00 AM")},
		{`DateAdd("s", -1, "2021-01-01")`, String("12/31/2020 11:59:59 PM")},
		{`DateAdd("d", 1, [absent])`, Null()},
		{`DateAdd("n", 526000000, "2021-01-01")`, String("2/5/3021 6:40:00 PM")}, // a thousand years
		{`DateAdd("n", -1000000000, "2021-01-01")`, String("9/5/0119 1:20:00 PM")},
		{`DateAdd("s", 4000000000, "2021-01-01")`, String("10/4/2147 7:06:40 AM")},
		{`DateAdd("h", -1, "2021-03-01T00:30:00")`, String("2/28/2021 11:30:00 PM")},
		{`DateDiff("d", [absent], Now())`, Null()},
		{`DateDiff("d", "2021-01-01T12:00:00", "2021-01-02T11:59:59")`, Number(0)},
		{`DateDiff("ww", "2021-08-21T12:00:00", "2021-08-22T13:00:00")`, Number(1)}, // Saturday to Sunday
		{`DateDiff("ww", "2021-08-21T12:00:00", "2021-08-22T11:00:00")`, Number(0)}, // but not a whole day
		{`DateDiff("ww", "2021-08-22", "2021-08-28")`, Number(0)},
		{`DateDiff("yyyy", "2020-12-31", "2021-01-01")`, Number(1)},
		{`DateDiff("m", "2021-01-31", "2020-12-01")`, Number(-1)},
		{`DateDiff("h", "2021-01-01T00:59:59", "2021-01-01")`, Number(0)},
		{`DateDiff("s", "2021-01-01T00:00:00.9Z", "2021-01-01T00:00:01.1Z")`, Number(0)}, // no whole second has passed
		{`DateDiff("s", "2021-01-01T00:00:01.1Z", "2021-01-01T00:00:00.9Z")`, Number(0)},
		{`DateDiff("n", "2021-01-01T00:01:00.5Z", "2021-01-01T00:00:00Z")`, Number(-1)},
		{`DateDiff("s", "0001-01-01", "9999-12-31")`, Number(315537811200)},
		{`NumFromDate("1601-01-01")`, Number(0)},
		{`NumFromDate("2021-01-01T00:00:00.1234567Z")`, String("132539328001234567")}, // more than a Number holds
		{`NumFromDate([absent])`, Null()},
		{`DateFromNum(0)`, String("1/1/1601 12:00:00 AM")},
		{`DateFromNum([empty])`, Null()},
		{`FormatDateTime([absent], , "yyyy", "yyyy")`, Null()},
		{`FormatDateTime("", , "yyyy", "yyyy")`, Null()},
		{`FormatDateTime("10:30", , "HH:mm", "s")`, String("2021-07-02T10:30:00")},
		{`FormatDateTime(" 2020-12-31 ", , "yyyy-MM-dd", "dddd")`, String("Thursday")},
		{`FormatDateTime("2020-12-31-08:00", "DateTimeStyles.AdjustToUniversal", "yyyy-MM-ddzzz", "u")`,
			String("2020-12-31 08:00:00Z")},

		// What SelectUniqueValue and IgnoreFlowIfNullOrEmpty pass over.
		{`SelectUniqueValue([absent], [empty], "a")`, String("a")},
		{`IgnoreFlowIfNullOrEmpty([mail])`, String("john.doe@contoso.com")},
		{`Prepend("x", [absent])`, Null()},
		{`IsNothing([mail])`, Bool(false)},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			got := result(t, test.text, person)
			assert.True(t, test.want.Equal(got), "expected %v, got %v", test.want, got)
		})
	}
}

// The page prints a number for the identifier of an object that is made of its id, with letters removed and 1000 in
// front. The id beside it is a stand-in, so the number cannot be had from it; the rule can.
func TestIdentifierOfTheObjectID(t *testing.T) {
	got := result(t, `Join("", 1000, Replace(ConvertToUTF8Hex([objectId]), , "[a-zA-Z_]*", , "", , ))`,
		map[string]Value{"objectId": String("00aa00aa-bb11-cc22-dd33-44ee44ee44ee")})
	assert.Equal(t, "100030306161303061612626231312636332322646433332343465653434656534346565", got.Text())
}

func TestRuleErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{`Item([phones], [zero])`, `1:16: Item: index: expected an index of 1 or more, found 0`},
		{`Mid("abc", [surname], 1)`, `1:12: Mid: start: expected a whole number, found "Doe"`},
		{`Mid("abc", 1, [absent])`, `1:15: Mid: length: expected a whole number, found null`},
		{`InStr("abc", "a", [zero])`, `1:19: InStr: start: expected a start of 1 or more, found 0`},
		{`InStr("abc", "a", 1, [surname])`, `1:22: InStr: compareType: expected vbBinaryCompare or vbTextCompare, found "Doe"`},
		{`CDate([surname])`,
			`1:7: CDate: expression: expected a date such as 2020-12-31T23:59:59-08:00 or 12/31/2020 11:59:59 PM, found "Doe"`},
		{`DateAdd([surname], 1, Now())`, `1:9: DateAdd: interval: expected one of yyyy, m, d, ww, h, n, s, found "Doe"`},
		{`DateAdd("yyyy", 9999, Now())`, `1:17: DateAdd: value: expected a date from year 1 to 9999, found one beyond`},
		{`DateAdd("n", "9223372036854775807", Now())`, `1:14: DateAdd: value: expected a date from year 1 to 9999, found one beyond`},
		{`DateAdd("yyyy", "-9223372036854775808", Now())`, `1:17: DateAdd: value: expected a date from year 1 to 9999, found one beyond`},
		{`DateAdd("ww", 521723, Now())`, `1:15: DateAdd: value: expected a date from year 1 to 9999, found one beyond`},
		{`DateDiff([surname], Now(), Now())`, `1:10: DateDiff: interval: expected one of yyyy, m, d, ww, h, n, s, found "Doe"`},
		{`DateFromNum(-1)`, `1:13: DateFromNum: value: expected a number of Active Directory such as 129699324000000000, found -1`},
		{`DateFromNum("9223372036854775807")`,
			`1:13: DateFromNum: value: expected a date from year 1601 to 9999, found "9223372036854775807"`},
		{`NumFromDate("1600-12-31")`,
			`1:13: NumFromDate: value: expected a date from year 1601 on, found 12/31/1600 12:00:00 AM`},
		{`FormatDateTime("31.12.2020", , "yyyy-MM-dd", "yyyy")`, `1:16: FormatDateTime: source: expected a date in the input ` +
			`format, found "31.12.2020": expected yyyy, found "31.12.2020" in "31.12.2020"`},
		{`FormatDateTime("x", [surname], "yyyy", "yyyy")`,
			`1:21: FormatDateTime: dateTimeStyles: expected names of DateTimeStyles that go together, found "Doe"`},
		{`FormatDateTime("x", , [empty], "yyyy")`, `1:23: FormatDateTime: inputFormat: expected a .NET date format, found ""`},
		{`RandomString(257,0,0,0,0)`, `1:14: RandomString: Length: expected a length from 0 to 256, found 257`},
		{`RandomString(5,3,0,3,0)`, `1:20: RandomString: MinimumCapital: expected minimums that the length of 5 has room for, found 6 in all up to this one`},
		{`RandomString(5,-1,0,0,0)`, `1:16: RandomString: MinimumNumbers: expected a minimum of 0 or more, found -1`},
		{`RandomString(5,1,0,0,0,"0123456789")`, `1:24: RandomString: CharactersToAvoid: expected characters that leave some of ` +
			`each kind that is asked for, found "0123456789"`},
		{`SelectUniqueValue("taken", [absent])`,
			`1:19: SelectUniqueValue: uniqueValueRule: expected a value that no object of the target has, found all 1 taken`},
		{`SelectUniqueValue([phones], "a")`, `1:19: SelectUniqueValue: uniqueValueRule: expected one value, found a list of 2`},
		{`ConvertToUTF8Hex([long])`,
			`1:18: ConvertToUTF8Hex: source: expected a result of at most 262144 bytes, found a longer one`},
		{`Append([many], [long])`, `1:8: Append: source: expected a result of at most 262144 bytes, found a longer one`},
		{`Join("", [long], [long])`, `1:6: Join: separator: expected a result of at most 262144 bytes, found a longer one`},
		{`Join([long], "a", "b", "c")`, `1:6: Join: separator: expected a result of at most 262144 bytes, found a longer one`},
		{`IsNull([longer])`, `1:8: IsNull: Expression: expected a value of at most 262144 bytes, found a longer one`},
	}
	attributes := map[string]Value{
		"phones": person["phones"], "surname": person["surname"], "zero": Number(0), "empty": String(""),
		"long": String(strings.Repeat("a", 200_000)), "longer": String(strings.Repeat("a", 300_000)), "many": Strings("a", "b"),
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			e, err := Parse(test.text)
			require.NoError(t, err)
			_, err = e.Eval(Example{Attributes: attributes, InUse: []string{"taken"}}.Environment())
			require.Error(t, err)
			assert.Equal(t, test.want, err.Error())
		})
	}
}

// A message ends in the provisioning log: it stays one line that somebody can read.
func TestErrorsLeaveOutTheMiddleOfALongValue(t *testing.T) {
	long := strings.Repeat("é", 100_000)
	err := failure(t, `CDate([long])`, map[string]Value{"long": String("start" + long + "end")})
	assert.Contains(t, err.Message, `found "starté`)
	assert.Contains(t, err.Message, `é…é`)
	assert.True(t, strings.HasSuffix(err.Message, `éend"`))
	assert.Equal(t, maxMessage+1, utf8.RuneCountInString(err.Message))

	syntax := rejected(t, `Mid([a], "`+strings.Repeat("x", 9_000)+`", 1)`)
	assert.Equal(t, maxMessage+1, utf8.RuneCountInString(syntax.Message))
}

// What can be seen in the expression itself is refused when it is parsed.
func TestStaticChecks(t *testing.T) {
	tests := []struct{ text, at, message string }{
		{`Mid([a], "x", 3)`, `"x"`, `Mid: start: expected a whole number, found "x"`},
		{`Item([a], 1.5)`, `1.5`, `Item: index: expected a whole number, found 1.5`},
		{`BitAnd(True, 1)`, `True`, `BitAnd: value1: expected a whole number, found True`},
		{`DateAdd("day", 1, Now())`, `"day"`, `DateAdd: interval: expected one of yyyy, m, d, ww, h, n, s, found "day"`},
		{`InStr("a", "b", 1, "vbtextcompare")`, `"vbt`,
			`InStr: compareType: expected one of vbBinaryCompare, vbTextCompare, found "vbtextcompare"`},
		{`FormatDateTime([a], "Nonsense", "yyyy", "yyyy")`, `"Non`,
			`FormatDateTime: expected names of DateTimeStyles such as AssumeUniversal, found "Nonsense"`},
		{`FormatDateTime([a], , "yyyy'", "yyyy")`, `"yyyy'`,
			`FormatDateTime: expected a .NET date format, found "yyyy'": expected the quote to be closed`},
		{`FormatDateTime([a], , , "yyyy")`, `Format`, `FormatDateTime(source, dateTimeStyles?, inputFormat, outputFormat) needs ` +
			`inputFormat, which is left empty`},
		{`Now([a])`, `Now`, `Now() takes no argument, found 1`},
		{`SelectUniqueValue([a])`, `Sel`, `SelectUniqueValue: expected at least 2 rules, found 1`},
		{`Append(SelectUniqueValue([a], [b]), "x")`, `Sel`, `SelectUniqueValue may not stand inside another function`},
		{`IIF(SelectUniqueValue([a], [b]) = "x", "y", "z")`, `Sel`, `SelectUniqueValue may not stand inside another function`},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			err := rejected(t, test.text)
			assert.Equal(t, test.message, err.Message)
			assert.True(t, strings.HasPrefix(test.text[err.Offset:], test.at), "blames %s", test.text[err.Offset:])
		})
	}
}

func TestAnEnvironmentMayLackWhatIsNotAsked(t *testing.T) {
	for text, want := range map[string]string{
		`Now()`:                                    "1:1: Now: expected a clock, found an evaluation without one",
		`FormatDateTime("1:2", , "H:m", "s")`:      "1:16: FormatDateTime: source: expected a clock, found an evaluation without one",
		`Append("a", Guid())`:                      "1:13: Guid: expected a source of random numbers, found an evaluation without one",
		`RandomString(1,0,0,0,0)`:                  "1:14: RandomString: Length: expected a source of random numbers, found an evaluation without one",
		`SelectUniqueValue("a", "b")`:              "expected provisioning to Active Directory, which SelectUniqueValue is for, found an application without look-up",
		`FormatDateTime("2020", , "yyyy", "yyyy")`: "",
		`Coalesce([a], DefaultDomain(), "none")`:   "",
	} {
		e, err := Parse(text)
		require.NoError(t, err)
		_, err = e.Eval(&Environment{})
		if want == "" {
			require.NoError(t, err, text)
			continue
		}
		require.ErrorContains(t, err, want)
	}
}

func TestSelectUniqueValueReportsAFailedLookUp(t *testing.T) {
	e, err := Parse(`SelectUniqueValue("a", "b")`)
	require.NoError(t, err)
	_, err = e.Eval(&Environment{InUse: func(string) (bool, error) { return false, errors.New("status 500") }})
	assert.ErrorContains(t, err, "expected an answer from the target, found status 500")
}

func TestRandomString(t *testing.T) {
	for seed := range uint64(200) {
		env := &Environment{Random: rand.New(rand.NewPCG(seed, 0))}
		evaluate := func(text string) string {
			e, err := Parse(text)
			require.NoError(t, err)
			v, err := e.Eval(env)
			require.NoError(t, err)
			return v.Text()
		}
		assert.Regexp(t, `^[0-9a-z]{6}$`, evaluate(`RandomString(6,3,0,0,3)`))

		text := evaluate(`RandomString(10,2,2,2,1,"?,")`)
		assert.Len(t, text, 10)
		assert.NotContains(t, text, "?")
		assert.NotContains(t, text, ",")
		for i, least := range []int{2, 2, 2, 1} {
			found := len(text) - len(strings.Map(func(r rune) rune {
				if strings.ContainsRune(passwordCharacters[i], r) {
					return -1
				}
				return r
			}, text))
			assert.GreaterOrEqual(t, found, least, text)
		}
		assert.Len(t, evaluate(`RandomString(2,1,0,1,5)`), 2, "small letters give way")
		assert.Len(t, evaluate(`RandomString(256,0,0,0,0)`), 256)
		assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, evaluate(`Guid()`))
	}
}

func TestOptions(t *testing.T) {
	tests := []struct {
		text    string
		options Options
		want    string
	}{
		{`NormalizeDiacritics("ķ ŵ é ø")`, Options{NormalizeAllLetters: true}, `k w e oe`},
		{`Join("|", Split("a, b,", ","))`, Options{KeepSplitBlanks: true}, `a| b`},
		{`Count(Split("a, b,", ","))`, Options{KeepEmptyWords: true}, `3`},
		{`Word("a,,b", 3, ",")`, Options{KeepEmptyWords: true}, `b`},
		{`PCase("USA of o'NEIL")`, Options{KeepCapitals: true}, `USA Of O'neil`},
		{`SingleAppRoleAssignment([appRoleAssignments])`, Options{LastAppRole: true}, `Admin`},
		// 😀 is two units of UTF-16, a half of it no text.
		{`Left("😀ab", 3)`, Options{CountUTF16: true}, `😀a`},
		{`Left("😀ab", 1)`, Options{CountUTF16: true}, "\ufffd"},
		{`Left("é日b", 2)`, Options{CountUTF16: true}, `é日`},
		{`Left("😀ab", -1)`, Options{CountUTF16: true}, `😀ab`},
		{`Mid("a😀bc", 4, 9)`, Options{CountUTF16: true}, `bc`},
		{`Mid("a😀bc", 3, 2)`, Options{CountUTF16: true}, "\ufffdb"},
		{`Mid("a😀bc", 9, 2)`, Options{CountUTF16: true}, ``},
		{`InStr("a😀bc", "b")`, Options{CountUTF16: true}, `4`},
		{`InStr("a😀bab", "b", 5)`, Options{CountUTF16: true}, `6`},
		{`InStr("a😀b", "b", 3)`, Options{CountUTF16: true}, `4`}, // from within the pair on
		{`InStr("a😀b", "😀", 3)`, Options{CountUTF16: true}, `0`},
		{`InStr("a😀B", "b", 5, vbTextCompare)`, Options{CountUTF16: true}, `0`},
		{`CDate("2021-01-01")`, Options{Zone: time.FixedZone("", 3600)}, `12/31/2020 11:00:00 PM`},
		{`FormatDateTime("2021-01-01T00:00:00Z", "None", "yyyy-MM-ddTHH:mm:ssK", "o")`,
			Options{Zone: time.FixedZone("", 3600)}, `2021-01-01T01:00:00.0000000+01:00`},
	}
	for _, test := range tests {
		e, err := Parse(test.text)
		require.NoError(t, err)
		env := Example{Attributes: roleExample}.Environment()
		env.Options = test.options
		v, err := e.Eval(env)
		require.NoError(t, err)
		assert.Equal(t, test.want, v.Text(), test.text)
	}

	for _, text := range []string{`IIF([a] = "x", "1", "2")`, `IIF([a], "1", "2")`, `IIF(IsNullOrEmpty([a]), "1", "2")`, `IIF(IsPresent([a]), "1", "2")`,
		`CBool([a] <> "x")`} {
		e, err := Parse(text)
		require.NoError(t, err)
		_, err = e.Eval(&Environment{Options: Options{FailOnEmptyCondition: true}})
		assert.ErrorContains(t, err, "expected a value", text)
		_, err = e.Eval(&Environment{Attribute: func(string) (Value, bool) { return String("y"), true },
			Options: Options{FailOnEmptyCondition: true}})
		assert.NoError(t, err, text)
	}
}

// A result that is too long is refused before it is made: thousands of sources would otherwise be put together first.
func TestJoinStopsAtTheBound(t *testing.T) {
	e, err := Parse(`Join(""` + strings.Repeat(`, [long]`, 1200) + `)`)
	require.NoError(t, err)
	env := of(map[string]Value{"long": String(strings.Repeat("a", 200_000))})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = e.Eval(env)
	runtime.ReadMemStats(&after)
	require.ErrorContains(t, err, "expected a result of at most 262144 bytes")
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(8<<20), "of 240 MB that they would be together")
}
