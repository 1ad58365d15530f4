package simulator_test

import (
	"flag"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

var rewrite = flag.Bool("update", false, "rewrite the traces in testdata with what happened: read the difference before you keep it")

// Each file in testdata is a story: commands, a line of dashes, and what they caused. A request stands with the time at
// which it was sent and its answer's status; a log row with action, status and what it modified. Probes are left out unless
// the story asks for them.
func TestTraces(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			got := tell(t, string(text))
			if *rewrite {
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
				return
			}
			assert.Equal(t, string(text), got)
		})
	}
}

// tell runs the commands of a story and returns it with what really happened.
func tell(t *testing.T, text string) string {
	s := newStory(t)
	var told []string
	for block := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		commands, _, ran := strings.Cut(block, "----")
		if !ran {
			told = append(told, block) // a comment
			continue
		}
		s.heard.Reset()
		for line := range strings.SplitSeq(strings.TrimSpace(commands), "\n") {
			require.NoError(t, s.run(line), "%s", line)
		}
		told = append(told, strings.TrimSpace(commands+"----\n"+s.heard.String()))
	}
	return strings.Join(told, "\n\n") + "\n"
}

// story is a simulation that writes down what happens.
type story struct {
	t         testing.TB
	clock     *clock.Virtual
	tenant    *directory.Tenant
	target    *target
	transport http.RoundTripper // in place of the target
	engine    *simulator.Simulator
	job       *simulator.Job
	schema    *mapping.SynchronizationSchema
	settings  simulator.Settings
	connect   connector.Options
	ids       int
	objects   map[string]string // object id by name
	heard     strings.Builder
	showProbe bool
	rowsTold  int
}

var monday = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func newStory(t testing.TB) *story {
	s := &story{t: t, clock: clock.NewVirtual(monday), target: newTarget(), objects: map[string]string{}}
	var users int
	s.tenant = directory.New(s.clock.Now, func() string { users++; return fmt.Sprintf("u%d", users) })
	s.engine = simulator.New(s.clock, s.tenant)
	s.loadMapping("vcc")
	s.target.watch = s.hear
	return s
}

func (s *story) loadMapping(name string) {
	text, err := os.ReadFile("../fixtures/mappings/" + name + ".json")
	require.NoError(s.t, err)
	s.schema, err = mapping.Parse(text)
	require.NoError(s.t, err)
}

func (s *story) newID() string { s.ids++; return fmt.Sprintf("n%d", s.ids) }

// begin makes the job, once everything about it has been said.
func (s *story) begin() {
	if s.job != nil {
		return
	}
	s.connect.BaseURL, s.connect.HTTP = "https://scim.example/scim", &http.Client{Transport: s.target}
	if s.transport != nil {
		s.connect.HTTP.Transport = s.transport
	}
	client, err := connector.New(s.connect)
	require.NoError(s.t, err)
	inDefault := s.connect
	inDefault.Dialect = connector.DialectDefault
	onDemand, err := connector.New(inDefault)
	require.NoError(s.t, err)
	s.job, err = simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: s.tenant, Connector: client, Schema: s.schema, Settings: s.settings, Now: s.clock.Now, NewID: s.newID,
		Groups: client.Groups(), OnDemand: onDemand, OnDemandGroups: onDemand.Groups(),
	})
	require.NoError(s.t, err)
	s.engine.Add(s.job)
}

func (s *story) say(format string, args ...any) { fmt.Fprintf(&s.heard, format+"\n", args...) }

func (s *story) hear(method, path, query, body string, status int) {
	s.tellRows()
	if strings.Contains(query, ` eq "n`) && !s.showProbe {
		return
	}
	body = regexp.MustCompile(`"schemas":\[[^]]*\],|,"meta":\{[^}]*\},?"roles":\[\]|"meta":\{[^}]*\},|,"meta":\{[^}]*\}|,"roles":\[\]`).ReplaceAllString(body, "")
	line := method + " " + path
	if query != "" {
		line += "?" + query
	}
	s.say("%s %s -> %d%s", s.time(), line, status, strings.TrimSuffix("\n      "+body, "\n      "))
}

// time is the day of the story, if it is not the first, and the time of day.
func (s *story) time() string {
	now := s.clock.Now()
	day := int(now.Sub(monday.Truncate(24*time.Hour)).Hours() / 24)
	return strings.TrimPrefix(fmt.Sprintf("d%d ", day), "d0 ") + now.Format("15:04")
}

// tellRows writes down the log rows since the last time.
func (s *story) tellRows() {
	if s.job == nil || s.job.Log().Len() == s.rowsTold {
		return
	}
	for _, r := range s.job.Log().Rows()[s.rowsTold:] {
		s.rowsTold++
		name, _, _ := strings.Cut(r.SourceIdentity.DisplayName, "@")
		line := fmt.Sprintf("      row %s: %s %s", name, r.ProvisioningAction, r.ProvisioningStatusInfo.Status)
		if e := r.ProvisioningStatusInfo.ErrorInformation; e != nil {
			line += " " + e.ErrorCode + ": " + e.Reason
			if r.ProvisioningStatusInfo.Status == auditlog.StatusFailure {
				line += "\n        " + e.AdditionalDetails
			}
		}
		if r.ProvisioningAction != auditlog.ActionCreate {
			for _, p := range r.ModifiedProperties {
				line += fmt.Sprintf("\n        %s: %q to %q", p.DisplayName, p.OldValue, p.NewValue)
			}
		}
		s.say("%s", line)
	}
}

// tellSteps writes down the stages of a user's latest row.
func (s *story) tellSteps(id string) {
	rows := s.job.Log().Object(id)
	for _, step := range rows[len(rows)-1].ProvisioningSteps {
		s.say("%s %s %s: %s", step.ProvisioningStepType, step.Status, step.Name, step.Description)
		details := step.Details.ByName()
		for _, name := range slices.Sorted(maps.Keys(details)) {
			s.say("  %s: %s", name, details[name])
		}
	}
}

func (s *story) tellStatus() {
	st := s.job.Status()
	e := st.LastExecution
	s.say("%s, %s, successive complete failures %d, linked %d", st.Code, e.State, st.CountSuccessiveCompleteFailures,
		st.SynchronizedEntryCountByType["User"])
	s.say("imported %d, deltas %d, entitled %d, for provisioning %d, exports %d, exported %d, escrowed %d", e.CountImported,
		e.CountImportedDeltas, e.CountEntitled, e.CountEntitledForProvisioning, e.CountExports, e.CountExported, e.CountEscrowed)
	if e.Error != nil {
		s.say("error %s: %s", e.Error.Code, e.Error.Message)
	}
	if q := st.Quarantine; q != nil {
		s.say("quarantine %s since %s, confirmed %d times", q.Reason, q.SeriesBegan.Format("2 Jan 15:04"), q.SeriesCount)
	}
	if next, ok := s.job.NextRun(); ok {
		s.say("next run %s", next.Format("15:04"))
	} else {
		s.say("no next run")
	}
}
