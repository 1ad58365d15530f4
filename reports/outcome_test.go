package reports

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOutcomesAreOrderedAndSpelt(t *testing.T) {
	all := []Outcome{Passed, NotApplicable, Warned, KnownFailure, Blocked, Failed, Errored}
	words := []string{"passed", "not applicable", "warned", "known failure", "blocked", "failed", "errored"}
	for i, o := range all {
		assert.Equal(t, words[i], o.String())
		text, err := o.MarshalText()
		require.NoError(t, err)
		var back Outcome
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, o, back)
		for _, worse := range all[i:] {
			assert.Equal(t, worse, o.Worsen(worse))
			assert.Equal(t, worse, worse.Worsen(o))
		}
	}
}

func TestOutcomeThatDoesNotExist(t *testing.T) {
	assert.Equal(t, "outcome(7)", Outcome(7).String())
	_, err := Outcome(7).MarshalText()
	assert.EqualError(t, err, "outcome: expected 0 to 6, found 7")
	o := Warned
	assert.ErrorContains(t, o.UnmarshalText([]byte("skipped")), `found "skipped"`)
	assert.Equal(t, Warned, o, "an error leaves the value alone")
}
