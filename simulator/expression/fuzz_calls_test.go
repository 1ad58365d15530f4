package expression

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

// oddArguments are what no mapping should have, and some that go with each other by chance.
var oddArguments = [...]string{
	``, `""`, `" "`, `"a"`, `"ab,c"`, `True`, `-1`, `0`, `1`, `1.5`, `256`, `2147483648`, `-999999999999999`, `999999999999999`, `&HFF`,
	`[absent]`, `[text]`, `[number]`, `[list]`, `[role]`, `[long]`, `[longer]`, `[many]`, `[text] = [number]`, `[long] < [text]`, `Now()`,
	`Redact([text])`, `IgnoreFlowIfNullOrEmpty([text])`, `ToUpper([long])`, `Split([long], "a")`, `DateAdd("m", [number], Now())`,
	`"yyyy"`, `"d"`, `"ww"`, `"yyyy-MM-ddzzz"`, `"o"`, `"AdjustToUniversal"`, `"2012-03-16-07:00"`, `"9999-12-31T23:59:59-14:00"`,
	`"(?<n>a+)+$"`, `"(?:a|aa)+[^a]|\\b"`, `"(?<n>)"`, `"n"`, `"$_${n}$_"`, `"tr-TR"`, `vbTextCompare`, `"vbBinaryCompare"`,
}

// FuzzCalls calls every function with every kind of argument in every place. It demands that whatever the parser accepts
// evaluates without a panic to a value in bounds, or to an error with a place, and that the memory it takes on the way is
// in bounds, too.
func FuzzCalls(f *testing.F) {
	for i, function := range registry {
		for first := range oddArguments {
			choices := []byte{byte(first)}
			for more := range max(len(function.Params), 2) - 1 {
				choices = append(choices, byte(first+7*more))
			}
			f.Add(uint8(i), choices, "a.b@contoso.com", int64(first-3))
		}
	}
	long := strings.Repeat("a", maxText/2)
	f.Fuzz(func(t *testing.T, function uint8, choices []byte, text string, number int64) {
		if len(choices) > 16 || len(text) > 1000 {
			return
		}
		args := make([]string, len(choices))
		for i, choice := range choices {
			if args[i] = oddArguments[int(choice)%len(oddArguments)]; choice >= 0xf0 && utf8.ValidString(text) {
				args[i] = quote(text)
			}
		}
		call := registry[int(function)%len(registry)].Name + "(" + strings.Join(args, ", ") + ")"
		e, err := Parse(call)
		if err != nil {
			return
		}
		requireRoundTrip(t, e)
		env := of(map[string]Value{
			"text": String(text), "number": exactNumber(number), "list": List(String(text), Number(float64(number)), Bool(true)),
			"role": Role(AppRole{DisplayName: text}), "long": String(long), "longer": String(long + long + "a"),
			"many": Strings(strings.Split(long, "aaaa")[:1000]...), "absent": Null(),
		})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		v, err := e.Eval(env)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 256<<20 {
			t.Errorf("%s took %d MiB", call, used>>20)
		}
		var failed *EvalError
		switch {
		case err == nil && v.size() > maxText:
			t.Errorf("%s gives %d bytes", call, v.size())
		case err != nil && (!errors.As(err, &failed) || failed.Function == "" || failed.Offset < 0 || failed.Offset >= len(call)):
			t.Errorf("%s: error without a place: %#v", call, err)
		case err != nil && len(failed.Message) > 4*maxMessage+3:
			t.Errorf("%s: a message of %d bytes", call, len(failed.Message))
		}
	})
}
