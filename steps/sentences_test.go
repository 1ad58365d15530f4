package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A text reads as the same sentence each time, and one that no step reads as none.
func TestSentences(t *testing.T) {
	var v sentences
	for range 2 {
		found := v.of("the answer is 200 or 204")
		require.Len(t, found, 1)
		assert.Equal(t, "200 or 204", found[0].expression.FindStringSubmatch("the answer is 200 or 204")[1])
		assert.Empty(t, v.of("the answer is no sentence of ours"))
	}
}
