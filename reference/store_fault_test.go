package reference

import (
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/reference/store"
)

// broken is a store whose disk takes no more writes once it is worn.
type broken struct {
	store.Store
	worn bool
}

var errDisk = errors.New("input/output error on /var/lib/data.db")

func (b *broken) Insert(r store.Record, keys []store.Key, members ...store.Ref) error {
	if b.worn {
		return errDisk
	}
	return b.Store.Insert(r, keys, members...)
}

func (b *broken) UpdateMembers(typ, id string,
	change func(store.Record) (store.Record, []store.Key, store.MemberChange, error)) (store.Record, error) {
	if b.worn {
		return store.Record{}, errDisk
	}
	return b.Store.UpdateMembers(typ, id, change)
}

func (b *broken) Remove(typ, id string, conditions ...func(store.Record) error) error {
	if b.worn {
		return errDisk
	}
	return b.Store.Remove(typ, id, conditions...)
}

// A write that the store cannot make is a 500 that says nothing of the disk, and reads go on.
func TestAStoreThatCannotWrite(t *testing.T) {
	b := &broken{Store: store.NewMemory()}
	h := startWith(t, Options{Profile: profile(t, "entra"), Store: b})
	ann := h.create(`"userName":"ann","title":"Dr"`)
	id := h.group("Sales", ann)
	before, group := h.get(ann).Raw(), h.getGroup(id).Raw()
	b.worn = true
	for _, r := range []struct{ method, path, body string }{
		{http.MethodPost, "/Users", `{"schemas":["` + userSchema + `"],"userName":"ben"}`},
		{http.MethodPut, "/Users/" + ann, `{"schemas":["` + userSchema + `"],"userName":"ann"}`},
		{http.MethodPatch, "/Users/" + ann, patchOp(`{"op":"remove","path":"title"}`)},
		{http.MethodPatch, "/Groups/" + id, patchOp(`{"op":"remove","path":"members"}`)},
		{http.MethodDelete, "/Users/" + ann, ""},
	} {
		fault(h.send(r.method, r.path, r.body), http.StatusInternalServerError, "").
			Value("detail").String().NotContains("data.db")
	}
	h.get(ann).IsEqual(before)
	h.getGroup(id).IsEqual(group)
	assert.Empty(t, h.find(`userName eq "ben"`).Raw())
}

// A store that is used again has everything, the token included.
func TestAServerOverAUsedStore(t *testing.T) {
	s := store.NewMemory()
	h := startWith(t, Options{Profile: profile(t, "entra"), Store: s, Token: token})
	ann := h.create(`"userName":"ann"`)
	id := h.group("Sales", ann)
	again := startWith(t, Options{Profile: profile(t, "entra"), Store: s})
	fault(again.GET("/Users").Expect(), http.StatusUnauthorized, "")
	list := again.GET("/Groups").WithHeader("Authorization", "Bearer "+token).Expect()
	answered(list, http.StatusOK).Path("$.Resources[0].id").IsEqual(id)
}
