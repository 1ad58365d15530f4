package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

func TestOriginWords(t *testing.T) {
	require.Equal(t, "scim", store.SCIM.String())
	require.Equal(t, "portal", store.Portal.String())
	require.Equal(t, store.SCIM, store.Record{}.Origin, "a record is SCIM's unless it says otherwise")
}
