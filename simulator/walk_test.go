package simulator_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

var seed = flag.Uint64("seed", 1, "seed of the random walk")

// A walk changes the directory at random for thousands of cycles, with faults at the transport and, after each, compares the target with a model of ten
// lines. The model knows nothing of links, watermarks and escrows; whatever the engine does with them, this must come out.
func TestWalk(t *testing.T) {
	lanes := []simulator.Lane{
		{Kind: simulator.Deprovision, Every: time.Minute}, {Kind: simulator.Create, Every: 5 * time.Minute, Phase: time.Minute},
		{Kind: simulator.Update, Every: 40 * time.Minute},
	}
	for _, dialect := range []connector.Dialect{connector.DialectDefault, connector.DialectCompliant} {
		for name, settings := range map[string]simulator.Settings{
			"reading": {}, "without reading": {SkipReadBeforeUpdate: true}, "lanes": {Lanes: lanes}, "no soft delete": {NoSoftDelete: true},
			"found again": {MatchBeforeRetriedCreate: true},
		} {
			t.Run(dialect.String()+" "+name, func(t *testing.T) {
				w := newWalk(t, dialect, settings)
				for cycle := range 300 {
					w.change()
					if cycle%3 == 1 {
						w.target.faults = append(w.target.faults, w.fault())
					}
					require.NoError(t, w.engine.AdvanceTo(t.Context(), w.clock.Now().Add(40*time.Minute)))
					w.settle()
					require.Equal(t, w.wanted(), w.present(), "seed %d, cycle %d", *seed, cycle)
				}
			})
		}
	}
}

// Equal seeds send equal requests: their traces are the same to the byte, and those of another seed are not.
func TestEqualSeedsSendEqualRequests(t *testing.T) {
	trace := func(seed uint64) string {
		w := newWalk(t, connector.DialectDefault, simulator.Settings{})
		w.random = rand.New(rand.NewPCG(seed, 0))
		var sent strings.Builder
		w.target.watch = func(method, path, query, body string, status int) {
			fmt.Fprintln(&sent, w.clock.Now().UnixNano(), method, path, query, body, status)
		}
		for range 200 {
			w.change()
			w.target.faults = append(w.target.faults, w.fault())
			require.NoError(t, w.engine.AdvanceTo(t.Context(), w.clock.Now().Add(40*time.Minute)))
		}
		return sent.String()
	}
	first := trace(*seed)
	require.Greater(t, strings.Count(first, "\n"), 300)
	assert.Equal(t, first, trace(*seed))
	assert.NotEqual(t, first, trace(*seed+1))
}

// walk is a story whose commands are drawn.
type walk struct {
	*story
	random *rand.Rand
	people []*walker
}

// walker is one user, as the model sees them.
type walker struct {
	id, name string
	title    string
	assigned bool
	enabled  bool
	deleted  bool
	purged   bool
	// provisioned says that the target was ever given the user, and left that they were unassigned since.
	provisioned, left bool
}

func newWalk(t *testing.T, dialect connector.Dialect, settings simulator.Settings) *walk {
	w := &walk{story: silent(newStory(t)), random: rand.New(rand.NewPCG(*seed, uint64(dialect)))}
	w.connect.Dialect, w.settings = dialect, settings
	require.NoError(t, w.schema.Users().SetAttribute("title", "jobTitle"))
	w.begin()
	w.job.Start()
	return w
}

// change does up to six things to the directory.
func (w *walk) change() {
	for range w.random.IntN(7) {
		if len(w.people) == 0 || w.random.IntN(6) == 0 {
			w.hire()
			continue
		}
		p := w.people[w.random.IntN(len(w.people))]
		if p.purged {
			continue
		}
		if p.deleted {
			if w.random.IntN(2) == 0 {
				require.NoError(w.t, w.tenant.RestoreUser(p.id))
				p.deleted = false
			}
			continue
		}
		w.affect(p)
	}
}

func (w *walk) hire() {
	p := &walker{name: fmt.Sprintf("user%d@x", len(w.people)), title: "0", enabled: true}
	u, err := w.tenant.CreateUser(map[string]any{"userPrincipalName": p.name, "jobTitle": p.title})
	require.NoError(w.t, err)
	p.id = u.ObjectID
	w.people = append(w.people, p)
}

func (w *walk) affect(p *walker) {
	var err error
	switch w.random.IntN(8) {
	case 0, 1:
		p.assigned = true
		err = w.tenant.AssignUser(p.id)
	case 2:
		p.assigned = false
		err = w.tenant.UnassignUser(p.id)
	case 3:
		p.enabled = !p.enabled
		err = w.tenant.UpdateUser(p.id, map[string]any{"accountEnabled": p.enabled})
	case 4, 5:
		p.title = fmt.Sprint(w.random.IntN(1000))
		err = w.tenant.UpdateUser(p.id, map[string]any{"jobTitle": p.title})
	case 6:
		p.deleted = true
		err = w.tenant.DeleteUser(p.id)
	case 7:
		if w.random.IntN(4) == 0 {
			p.purged = true
			err = w.tenant.PurgeUser(p.id)
		}
	}
	require.NoError(w.t, err)
}

// fault is something that goes wrong once, at the transport: an answer that says so, with or without a time to wait, or a
// request or an answer that does not arrive, whole or in time. A POST whose answer is lost is only lost for a job that looks
// before it repeats it.
func (w *walk) fault() fault {
	methods := []string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete}
	f := faults[w.random.IntN(len(faults))]
	f.method = methods[w.random.IntN(len(methods))]
	if committed := f.status == 0 && !f.unsent; committed && f.method == http.MethodPost && !w.settings.MatchBeforeRetriedCreate {
		return fault{method: f.method, status: http.StatusServiceUnavailable}
	}
	return f
}

var faults = []fault{
	{status: http.StatusTooManyRequests}, {status: http.StatusTooManyRequests, header: http.Header{"Retry-After": {"7200"}}},
	{status: http.StatusInternalServerError}, {status: http.StatusServiceUnavailable}, {unsent: true}, {lost: true}, {late: true}, {cut: true},
}

// settle runs cycles without faults and changes until nothing waits, and takes note of what the model has to know.
func (w *walk) settle() {
	w.target.faults = nil
	for range 2 {
		require.NoError(w.t, w.engine.AdvanceTo(w.t.Context(), w.clock.Now().Add(40*time.Minute)))
	}
	for _, p := range w.people {
		if u, there := w.tenant.User(p.id); !there {
			p.purged = true // by the end of its retention
		} else if u.Assigned {
			p.left = false
		} else {
			p.left = true
		}
		p.provisioned = p.provisioned || p.active()
	}
}

func (p *walker) active() bool { return p.assigned && p.enabled && !p.deleted && !p.purged }

// wanted is the model: who is assigned, enabled and not deleted exists and is active, with the latest title. Who ever was
// stays as an inactive user, except that a purge removes those who were not unassigned before; without soft delete nobody
// stays.
func (w *walk) wanted() []string {
	var lines []string
	for _, p := range w.people {
		switch {
		case p.active():
			lines = append(lines, p.name+" active "+p.title)
		case p.provisioned && (!p.purged || p.left) && !w.settings.NoSoftDelete:
			lines = append(lines, p.name+" inactive")
		}
	}
	return lines
}

// present is what the target has.
func (w *walk) present() []string {
	var lines []string
	for _, p := range w.people {
		for _, id := range w.target.users.ids() {
			user := w.target.users[id]
			if !strings.EqualFold(fmt.Sprint(user["userName"]), p.name) {
				continue
			}
			if user["active"] == true {
				lines = append(lines, fmt.Sprintf("%s active %v", p.name, user["title"]))
			} else {
				lines = append(lines, p.name+" inactive")
			}
		}
	}
	return lines
}
