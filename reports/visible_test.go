package reports

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain é 漢 😀":  "plain é 漢 😀",
		`back\slash "`: `back\slash "`,
		"a\nb\r\tc":    `a\nb\r\tc`,
		"\x1b[31m\x7f": `\x1b[31m\x7f`,
		"\u009b31m":    `\u009b31m`,
		"\u202eabc":    `\u202eabc`,
		"a\u00a0b":     `a\u00a0b`,
		"\xff\xc3":     `\xff\xc3`,
		"\ufffd":       "\ufffd",
	} {
		assert.Equal(t, want, visible(in))
	}
	assert.Equal(t, []string{"a", "b", `\x1b`, ""}, lines("a\r\nb\n\x1b\n"))
}

func TestCut(t *testing.T) {
	assert.Equal(t, "abc", cut("abc", 3))
	assert.Equal(t, "ab…", cut("abcd", 3))
	assert.Equal(t, "éé…", cut("éééé", 3))
	assert.Equal(t, "", cut("", 3))
}

func TestSpell(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                        "<1 ms",
		12345 * time.Microsecond: "12 ms",
		1234 * time.Millisecond:  "1.2 s",
		123 * time.Second:        "2m3s",
	} {
		assert.Equal(t, want, spell(d))
	}
}
