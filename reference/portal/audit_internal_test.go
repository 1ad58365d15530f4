package portal

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

func TestAuditKeepsTheNewest(t *testing.T) {
	a := audit{store: store.NewMemory()}
	for i := range auditMax + 5 {
		require.NoError(t, a.add(auditEntry{Reason: strconv.Itoa(i)}))
	}
	again := audit{store: a.store} // as after a restart
	entries, err := again.list()
	require.NoError(t, err)
	require.Len(t, entries, auditMax)
	require.Equal(t, "5", entries[0].Reason)
	require.Equal(t, strconv.Itoa(auditMax+4), entries[auditMax-1].Reason)
}

// full is a store that has no room for another record.
type full struct{ store.Store }

func (full) Insert(store.Record, []store.Key, ...store.Ref) error { return errors.New("no space left") }

func TestAnActionThatCannotBeNotedIsNotReportedAsDone(t *testing.T) {
	p := New(Options{Store: full{store.NewMemory()}})
	w := httptest.NewRecorder()
	act := p.action("configure user", func(*http.Request, *auditEntry) (answer, error) { return answer{http.StatusOK, nil}, nil })
	act(w, httptest.NewRequest(http.MethodPut, "/", nil))
	require.Equal(t, http.StatusInternalServerError, w.Code)
	require.NotContains(t, w.Body.String(), "no space left")
}

func TestAnEntryThatCannotBeReadIsAnError(t *testing.T) {
	a := audit{store: store.NewMemory()}
	require.NoError(t, a.store.Insert(store.Record{ID: "x", Type: auditType}, nil))
	_, err := a.list()
	require.Error(t, err)
}
