package exchange

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each stage sees the whole body, whatever the stages before it have read of it.
func TestBodiesAreReadAgain(t *testing.T) {
	resp := &http.Response{Body: io.NopCloser(strings.NewReader("body"))}
	for range 2 {
		whole, err := answerBody(resp)
		require.NoError(t, err)
		assert.Equal(t, "body", string(whole))
	}
	_, err := resp.Body.Read(make([]byte, 2))
	require.NoError(t, err)
	whole, err := answerBody(resp)
	require.NoError(t, err)
	assert.Equal(t, "body", string(whole))
	left, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, "body", string(left), "what a client reads of it")

	none, err := requestBody(&http.Request{Body: http.NoBody})
	require.NoError(t, err)
	assert.Empty(t, none)
}

func TestReadAtMost(t *testing.T) {
	for _, length := range []int64{-1, 0, 4, 9, 1 << 40} { // whatever the header says
		got, err := readAtMost(5, &http.Response{ContentLength: length, Body: io.NopCloser(strings.NewReader("body"))})
		require.NoError(t, err)
		assert.Equal(t, "body", string(got))
		got, err = readAtMost(3, &http.Response{ContentLength: length, Body: io.NopCloser(strings.NewReader("body"))})
		require.NoError(t, err)
		assert.Equal(t, "bod", string(got))
	}
	broken := io.MultiReader(strings.NewReader("bo"), iotest.ErrReader(io.ErrUnexpectedEOF))
	got, err := readAtMost(9, &http.Response{ContentLength: 4, Body: io.NopCloser(broken)})
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Equal(t, "bo", string(got))
}
