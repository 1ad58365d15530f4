package account_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/account"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func rotated(a *account.Account, token string) string {
	given, err := a.Rotate(func() string { return token })
	if err != nil {
		panic(err) // an account without a store has none
	}
	return given
}

func TestNew(t *testing.T) {
	for _, row := range []struct {
		name, token string
		enabled     bool
		accepted    []string
		refused     []string
	}{
		{"with a token", "s3cret", true, []string{"s3cret"}, []string{"", "S3cret", "s3cre", "s3cret ", "s3cretx"}},
		{"without a token", "", false, nil, []string{"", "s3cret"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			a := account.New(row.token)
			require.Equal(t, row.enabled, a.Enabled())
			require.Equal(t, row.enabled, a.HasToken())
			require.Zero(t, a.TokenCreated(), "the age of a token that was given is not known")
			for _, token := range row.accepted {
				require.True(t, a.Accepts(token), "%q", token)
			}
			for _, token := range row.refused {
				require.False(t, a.Accepts(token), "%q", token)
			}
		})
	}
}

func TestZeroAccountAcceptsNothing(t *testing.T) {
	var a account.Account
	require.False(t, a.Enabled())
	require.False(t, a.HasToken())
	require.False(t, a.Accepts(""))
}

func TestRotateInvalidatesThePreviousTokenAtOnce(t *testing.T) {
	a := account.New("first")
	a.Now = func() time.Time { return noon }
	require.Equal(t, "second", rotated(a, "second"))
	require.False(t, a.Accepts("first"))
	require.True(t, a.Accepts("second"))
	require.Equal(t, noon, a.TokenCreated())
}

func TestRotateDoesNotEnable(t *testing.T) {
	a := account.New("")
	rotated(a, "token")
	require.False(t, a.Enabled())
	require.True(t, a.HasToken())
	require.WithinDuration(t, time.Now(), a.TokenCreated(), time.Minute, "without Now it is the time of day")
}

func TestRotateToNoTokenLeavesNone(t *testing.T) {
	a := account.New("first")
	rotated(a, "")
	require.False(t, a.HasToken())
	require.False(t, a.Accepts("first"))
	require.False(t, a.Accepts(""))
}

func TestDisablingKeepsTheToken(t *testing.T) {
	a := account.New("token")
	a.SetEnabled(false)
	require.False(t, a.Enabled())
	require.True(t, a.Accepts("token"))
	a.SetEnabled(true)
	require.True(t, a.Enabled())
}

func TestTokenIsNotKept(t *testing.T) {
	a := account.New("first-canary")
	rotated(a, "second-canary")
	require.NotContains(t, strings.ToLower(fmt.Sprintf("%+v %#v", a, a)), "canary")
}

// TestConcurrentRotation leaves exactly the token of the last rotation, whichever that was.
func TestConcurrentRotation(t *testing.T) {
	a := account.New("first")
	const workers = 8
	var wait sync.WaitGroup
	for worker := range workers {
		wait.Go(func() {
			for i := range 100 {
				token := fmt.Sprint(worker, "-", i)
				rotated(a, token)
				a.Accepts(token)
				a.SetEnabled(i%2 == 0)
				a.Enabled()
			}
		})
	}
	wait.Wait()
	valid := 0
	for worker := range workers {
		if a.Accepts(fmt.Sprint(worker, "-", 99)) {
			valid++
		}
	}
	require.Equal(t, 1, valid)
	require.False(t, a.Accepts("first"))
}
