package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestEncodePath(t *testing.T) {
	for path, want := range map[string]string{
		`/Users`:                              `/Users`,
		`/Users/a b{c}`:                       `/Users/a%20b%7Bc%7D`,
		`/Users?filter=userName eq "a+b@x.y"`: `/Users?filter=userName+eq+%22a%2Bb%40x.y%22`,
		`/Users?filter=emails[type eq "work"].value eq "x"`: `/Users?filter=emails%5Btype+eq+%22work%22%5D.value+eq+%22x%22`,
		`/Users?filter=userName eq "r&d=\"x\"&y"&count=5`:   `/Users?filter=userName+eq+%22r%26d%3D%5C%22x%5C%22%26y%22&count=5`,
		`/Users?aadOptscim062020&filter=userName eq "a"`:    `/Users?aadOptscim062020&filter=userName+eq+%22a%22`,
	} {
		assert.Equal(t, want, encodePath(path))
	}
}

func TestPlaceholders(t *testing.T) {
	w := &World{unique: "es1-001d", oldToken: "o", newToken: "n", people: map[string]*person{"bob": {id: "7", userName: "b@x"}}}
	for text, want := range map[string]string{
		`plain`:                      `plain`,
		`{{unique}}-{{ unique }}`:    `es1-001d-es1-001d`,
		`{{UNIQUE}}`:                 `ES1-001D`,
		`x{{id of "bob"}}y`:          `x7y`,
		`{{userName of "bob"}}`:      `b@x`,
		`{{USERNAME of "bob"}}`:      `B@X`,
		`{{old token}}{{new token}}`: `on`,
	} {
		got, err := w.expand(text)
		assert.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for text, says := range map[string]string{
		`{{unique`:          "not closed",
		`{{nothing}}`:       "expected {{unique}}",
		`{{id of "carol"}}`: `"carol"`,
		`{{age of "bob"}}`:  "expected {{unique}}",
		`{{id of bob}}`:     "expected {{unique}}",
	} {
		_, err := w.expand(text)
		assert.ErrorContains(t, err, says)
	}
}
