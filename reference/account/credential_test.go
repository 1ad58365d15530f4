package account_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/account"
)

func TestCredential(t *testing.T) {
	for _, row := range []struct {
		kept, given string
		accepted    bool
	}{
		{"s3cret", "s3cret", true},
		{"s3cret", "s3cre", false},
		{"s3cret", "s3crets", false},
		{"s3cret", "", false},
		{"", "", false},
		{"", "s3cret", false},
	} {
		accepted := account.NewCredential(row.kept).Accepts(row.given)
		require.Equal(t, row.accepted, accepted, "kept %q, given %q", row.kept, row.given)
	}
	var zero account.Credential
	require.False(t, zero.Accepts(""))
}
