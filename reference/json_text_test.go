package reference

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reference/patch"
)

func TestCheckJSONText(t *testing.T) {
	many := make([]string, 100)
	for i := range many {
		many[i] = fmt.Sprintf(`"n%d":%d`, i, i)
	}
	for _, text := range []string{
		`{}`, `[]`, `"a"`, ``, `{"a":"b","b":"a"}`, `{"a":{"a":["a","a",{"a":1}]}}`, `[{"a":1},{"a":1}]`, `{"a":"\"","b":"\\"}`,
		`{"a":"\ud83d\ude00\uD83D\uDE00","b":"\\ud800","c":"\u00e9"}`, `}`, `{"a`, `{"a\`, `{"\u12`, `{"a":"\uzzzz"}`,
		`{` + strings.Join(many, ",") + `}`, strings.Repeat("[", 20_000),
	} {
		assert.NoError(t, checkJSONText([]byte(text)), "%.80s", text)
	}
	for text, detail := range map[string]string{
		`{"a":1,"a":2}`:                            `found "a" twice`,
		`{"a":1,"b":2,"A":3}`:                      `found "A" twice`,
		`{"a":1,"\u0061":2}`:                       `found "a" twice`,
		`[{"b":{"x":1,"x":1}}]`:                    `found "x" twice`,
		`{"ſ":1,"s":2}`:                            `found "s" twice`,
		`{` + strings.Join(many, ",") + `,"N7":1}`: `found "N7" twice`,
		`{"a":"x\ud800y"}`:                         `\ud800, which is half of one`,
		`{"a":"\uDE00\uD83D"}`:                     `\ude00, which is half of one`,
		`{"a":"\ud83d\u0041"}`:                     `\ud83d, which is half of one`,
		`["\ud83d"]`:                               `\ud83d, which is half of one`,
		`{"\ud83d`:                                 `\ud83d, which is half of one`,
	} {
		assert.ErrorContains(t, checkJSONText([]byte(text)), detail, "%.80s", text)
	}
}

// A message with one member twice is refused wherever a message is read, so that no operation is made of parts of two.
func TestMembersTwice(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann"`)
	before := h.get(id).Raw()
	for _, request := range [][3]string{
		{http.MethodPost, "/Users", `{"schemas":["` + userSchema + `"],"userName":"b","userName":"c"}`},
		{http.MethodPut, "/Users/" + id, `{"schemas":["` + userSchema + `"],"userName":"b","active":true,"active":false}`},
		{http.MethodPatch, "/Users/" + id, `{"schemas":["` + patch.Message + `"],` +
			`"Operations":[{"op":"remove","path":"title"}],"operations":[{"op":"add","value":{"nickName":"b"}}]}`},
		{http.MethodPatch, "/Users/" + id, `{"schemas":["` + patch.Message + `"],` +
			`"Operations":[{"op":"add","path":"title","value":"b","path":"nickName"}]}`},
		{http.MethodPost, "/.search", `{"schemas":["` + searchMessage + `"],"count":1,"Count":2}`},
		{http.MethodPost, "/Bulk", `{"schemas":["` + bulkRequestMessage + `"],` +
			`"Operations":[{"method":"DELETE","path":"/Users/` + id + `","method":"PUT","data":{}}]}`},
	} {
		fault(h.send(request[0], request[1], request[2]), http.StatusBadRequest, "invalidSyntax").
			Value("detail").String().Contains("once").Contains("twice")
	}
	h.get(id).IsEqual(before)
}

// FuzzCheckJSONText compares with what a decoder makes of a text: nothing is lost or replaced in what passes.
func FuzzCheckJSONText(f *testing.F) {
	f.Add(`{"a":1,"b":[{"a":"\ud83d\ude00"}],"A":2}`)
	f.Add(`{"a":"\ud83d","\"":{}}`)
	f.Fuzz(func(t *testing.T, text string) {
		if err := checkJSONText([]byte(text)); err != nil || !json.Valid([]byte(text)) || !utf8.ValidString(text) {
			return
		}
		value, err := jsonObject([]byte(text))
		if err != nil {
			return
		}
		assert.Len(t, value, int(gjson.Parse(text).Get("@keys.#").Int()), text)
		assert.Equal(t, strings.Contains(text, "\uFFFD") || strings.Contains(strings.ToLower(text), `\ufffd`),
			strings.Contains(fmt.Sprint(value), "\uFFFD"), "%s", text)
	})
}
