package portal

import (
	"bufio"
	"encoding/json"
	"net/http"

	"github.com/entrasim/entrasim/reference/store"
)

// listUsers answers {"users":[…]} in creation order: all of them, or with ?userName= the one that has it. The answer is
// written while the store is walked, so that it takes no memory to speak of however many users there are.
func (p *Portal) listUsers(w http.ResponseWriter, r *http.Request) {
	if err := allowQuery(r, "userName"); err != nil {
		respondError(w, err)
		return
	}
	each := func(yield func(store.Record) bool) { p.store.Each(userType, yield) }
	if r.URL.Query().Has("userName") {
		each = func(yield func(store.Record) bool) {
			for _, record := range p.named(r.URL.Query().Get("userName")) {
				if !yield(record) {
					return
				}
			}
		}
	}
	w.Header().Set("Content-Type", "application/json")
	out := bufio.NewWriter(w)
	_, _ = out.WriteString(`{"users":[`)
	separator := ""
	for record := range each {
		text, err := json.Marshal(show(record))
		if err != nil {
			panic(err) // a user is strings, booleans and a configuration that came as JSON
		}
		_, _ = out.WriteString(separator)
		if _, err := out.Write(text); err != nil {
			return // the client went away
		}
		separator = ","
	}
	_, _ = out.WriteString("]}\n")
	_ = out.Flush()
}

// named are the users with the userName, compared as uniqueness compares.
func (p *Portal) named(userName string) []store.Record {
	keys := p.keys(map[string]any{"userName": userName})
	if len(keys) == 0 {
		return nil
	}
	return p.store.Lookup(userType, keys[0].Name, keys[0].Value)
}
