package portal

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestSessionIDIsNotKept(t *testing.T) {
	var s sessions
	id, _ := s.begin("ann", time.Unix(0, 0))
	require.NotContains(t, fmt.Sprintf("%+v", &s), id)
	_, found := s.find(id, time.Unix(1, 0), true)
	require.True(t, found)
	_, found = s.find(fmt.Sprintf("%x", s.all[0].hash), time.Unix(1, 0), true)
	require.False(t, found, "what is kept is not good for a session")
}
