package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/tidwall/gjson"
)

func TestExpectation(t *testing.T) {
	for _, row := range []struct {
		cell, value string
		caseless    bool
		want        bool
	}{
		{"false", `false`, false, true},
		{"false", `"False"`, false, false}, // D-078
		{"false", `"false"`, false, false},
		{"true", `true`, false, true},
		{"true", `1`, false, false},
		{"Alice", `"Alice"`, false, true},
		{"Alice", `"alice"`, false, false},
		{"Alice", `"alice"`, true, true},
		{"Alice", ``, false, false},
		{"1", `1`, false, true},
		{"1", `"1"`, false, true},
		{"1", `1.0`, false, false},
		{"9007199254740993", `9007199254740993`, false, true},
		{"9007199254740993", `9007199254740992`, false, false},
		{"(absent)", ``, false, true},
		{"(absent)", `""`, false, true},
		{"(absent)", `[]`, false, true},
		{"(absent)", `"x"`, false, false},
		{"(absent)", `false`, false, false},
		{"(present)", `"x"`, false, true},
		{"(present)", `false`, false, true},
		{"(present)", ``, false, false},
		{"(with urn:x)", `["urn:y","URN:x"]`, false, true},
		{"(with urn:x)", `["urn:y"]`, false, false},
		{"(with urn:x)", `"urn:x"`, false, false},
		{"(1 or absent)", ``, false, true},
		{"(1 or absent)", `1`, false, true},
		{"(1 or absent)", `50`, false, false},
	} {
		got := newExpectation(row.cell).metBy(gjson.Parse(row.value), row.caseless)
		assert.Equal(t, row.want, got, "%s against %s", row.cell, row.value)
	}
}

func TestSamePhone(t *testing.T) {
	assert.True(t, samePhone("+442079460958", "tel:+44-20-7946-0958"))
	assert.True(t, samePhone("+44 20 7946 0958", "+442079460958"))
	assert.False(t, samePhone("+442079460958", "+442079460959"))
}
