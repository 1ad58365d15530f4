package control

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference"
)

// route finds the switch and what is to be done with it.
func (c *Control) route(w http.ResponseWriter, r *http.Request) {
	var handlers map[string]http.HandlerFunc
	id, one := strings.CutPrefix(r.URL.Path, "/control/defects/")
	switch {
	case one && id != "":
		handlers = map[string]http.HandlerFunc{
			http.MethodGet: func(w http.ResponseWriter, _ *http.Request) { c.showDefect(w, id) },
			http.MethodPut: func(w http.ResponseWriter, r *http.Request) { c.switchDefect(w, r, id) },
		}
	case r.URL.Path == "/control/defects":
		handlers = map[string]http.HandlerFunc{http.MethodGet: c.listDefects}
	case r.URL.Path == "/control/hostility":
		handlers = map[string]http.HandlerFunc{http.MethodGet: c.showHostility, http.MethodPut: c.setHostility}
	case r.URL.Path == "/control/reset":
		handlers = map[string]http.HandlerFunc{http.MethodPost: c.reset}
	case r.URL.Path == "/control/requests":
		handlers = map[string]http.HandlerFunc{http.MethodGet: c.listRequests}
	default:
		fail(w, http.StatusNotFound, "there is nothing at "+r.URL.Path)
		return
	}
	handle := handlers[r.Method]
	if handle == nil {
		allowed := strings.Join(slices.Sorted(maps.Keys(handlers)), ", ")
		w.Header().Set("Allow", allowed)
		fail(w, http.StatusMethodNotAllowed, "expected "+allowed+", found "+r.Method)
		return
	}
	handle(w, r)
}

// defect is one of reference.Defects and whether it is on.
type defect struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Source  string `json:"source"`
	Enabled bool   `json:"enabled"`
}

func (c *Control) defects() []defect {
	active := c.server.ActiveDefects()
	var all []defect
	for _, d := range reference.Defects() {
		all = append(all, defect{d.ID, d.Title, d.Source, slices.Contains(active, d.ID)})
	}
	return all
}

// listDefects answers {"defects":[{"id":"D-001","title":"…","source":"…","enabled":false},…]}.
func (c *Control) listDefects(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, map[string]any{"defects": c.defects()})
}

func (c *Control) showDefect(w http.ResponseWriter, id string) {
	all := c.defects()
	i := slices.IndexFunc(all, func(d defect) bool { return d.ID == id })
	if i < 0 {
		fail(w, http.StatusNotFound, "there is no defect "+id)
		return
	}
	respond(w, http.StatusOK, all[i])
}

// switchDefect takes {"enabled":true} and answers with the defect.
func (c *Control) switchDefect(w http.ResponseWriter, r *http.Request, id string) {
	var wanted struct{ Enabled *bool }
	if !read(w, r, &wanted) {
		return
	}
	if wanted.Enabled == nil {
		fail(w, http.StatusBadRequest, `expected {"enabled":true} or {"enabled":false}`)
		return
	}
	if err := c.server.SwitchDefect(id, *wanted.Enabled); err != nil {
		fail(w, http.StatusNotFound, err.Error())
		return
	}
	c.showDefect(w, id)
}

// showHostility answers {"enabled":false,"seed":0,"lateLists":0}.
func (c *Control) showHostility(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, c.server.Hostility())
}

// setHostility takes {"enabled":true,"seed":7,"lateLists":2} and answers the same. What is not given is 0.
func (c *Control) setHostility(w http.ResponseWriter, r *http.Request) {
	var wanted struct {
		Enabled   *bool
		Seed      int64
		LateLists int
	}
	if !read(w, r, &wanted) {
		return
	}
	if wanted.Enabled == nil {
		fail(w, http.StatusBadRequest, `expected {"enabled":true,"seed":1} or {"enabled":false}`)
		return
	}
	if wanted.LateLists < 0 {
		fail(w, http.StatusBadRequest, "lateLists: expected 0 or more")
		return
	}
	h := reference.Hostility{Enabled: *wanted.Enabled, Seed: wanted.Seed, LateLists: wanted.LateLists}
	if err := c.server.SetHostility(h); err != nil {
		fail(w, http.StatusInternalServerError, "the hostility could not be changed")
		return
	}
	c.showHostility(w, r)
}

// reset empties the store. Switches, token and recorded requests stay.
func (c *Control) reset(w http.ResponseWriter, _ *http.Request) {
	if err := c.server.Reset(); err != nil {
		fail(w, http.StatusInternalServerError, "the store could not be emptied")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// listRequests answers {"requests":[…]}, newest last.
func (c *Control) listRequests(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, map[string]any{"requests": c.history.list()})
}
