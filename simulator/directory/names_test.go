package directory_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

func TestLoadNamesRefusals(t *testing.T) {
	const good = "language: xx\nweight: 1\norder: given surname\ngiven: {A: a}\nsurnames: {B: b}\ncities: [C]\nstreets: [S]\nphones: ['1']\nmobiles: ['2']\n"
	tests := []struct{ name, text, want string }{
		{"good", good, ""},
		{"space in a sign-in name", strings.Replace(good, "A: a", "A: a b", 1), "expected a name and how it is written in a sign-in name, found A: a b"},
		{"unknown key", good + "citys: []\n", "xx.yaml: "},
		{"no weight", "given: {A: a}\n", "xx.yaml: weight: expected a positive number, found 0"},
		{"no names", "weight: 1\ncities: [C]\nstreets: [S]\nphones: ['1']\nmobiles: ['2']\nsurnames: {B: b}\n", "xx.yaml: given: expected at least one, found none"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := directory.LoadNames(fstest.MapFS{"names/xx.yaml": {Data: []byte(test.text)}})
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, test.want)
		})
	}
	_, err := directory.LoadNames(fstest.MapFS{})
	assert.ErrorContains(t, err, "expected files names/*.yaml, found none")
}
