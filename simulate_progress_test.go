package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/drive"
)

func at(clock string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", clock)
	if err != nil {
		panic(err)
	}
	return t
}

// underWay is a cycle in the middle.
func underWay() (drive.State, simulator.TaskExecution) {
	e := simulator.TaskExecution{ActivityIdentifier: "1", CountImported: 2625, CountExported: 658, TimeBegan: at("2026-03-02 08:00")}
	s := drive.State{Now: at("2026-03-02 08:00"), Running: &e, Status: simulator.SynchronizationStatus{
		Code: simulator.Active, SynchronizedEntryCountByType: map[string]int{"User": 600, "Group": 58},
		Progress: []simulator.SynchronizationProgress{{CompletedUnits: 692, TotalUnits: 2625}},
	}}
	return s, e
}

// A line has as many whole parts as there is room for: a number that was cut would be another one.
func TestProgressFitsTheTerminal(t *testing.T) {
	s, e := underWay()
	parts := cycleParts(s, e, 4*time.Second)
	for width, want := range map[int]string{
		0:   "2026-03-02 08:00  initial cycle, 692 of 2625, 0 failed, 658 exported, 164/s, 658 linked",
		120: "2026-03-02 08:00  initial cycle, 692 of 2625, 0 failed, 658 exported, 164/s, 658 linked",
		80:  "2026-03-02 08:00  initial cycle, 692 of 2625, 0 failed, 658 exported, 164/s",
		50:  "2026-03-02 08:00  initial cycle, 692 of 2625",
		30:  "08:00  initial cycle",
		10:  "08:00  in",
		1:   "",
	} {
		assert.Equal(t, want, fit(parts, width), "%d columns", width)
	}

	e.TimeEnded, e.CountImportedDeltas, s.Running = e.TimeBegan, 2625, nil
	next := at("2026-03-02 08:40")
	s.NextRun = &next
	assert.Equal(t, "2026-03-02 08:00  cycle, 0 failed, 658 exported, 658 linked, 2625 imported, next 08:40", fit(cycleParts(s, e, 0), 0))
	assert.Equal(t, "2026-03-02 08:10  active, next 08:40 in 30m0s, 658 linked, 0 wait to be tried again",
		fit(waitParts(s, at("2026-03-02 08:10")), 0))

	tomorrow := at("2026-03-03 08:00")
	s.NextRun, s.Status.Quarantine = &tomorrow, &simulator.SynchronizationQuarantine{Reason: simulator.EncounteredQuarantineException}
	e.Error = &simulator.SynchronizationError{Message: "status 401"}
	assert.Equal(t, "2026-03-02 08:00  cycle, in quarantine: EncounteredQuarantineException, 0 failed, 658 exported, 658 linked, 2625 imported, "+
		"next 2026-03-03 08:00, cycle failed: status 401", fit(cycleParts(s, e, 0), 0))
}

// On a terminal one line changes, and a cycle in which something was done leaves its line above it.
func TestSimulationOnATerminal(t *testing.T) {
	s, e := underWay()
	screen := newScreen(100)
	p := &progress{out: screen, live: true, width: func() int { return 100 }}
	p.show(s, e)
	assert.Equal(t, []string{"2026-03-02 08:00  initial cycle, 692 of 2625, 0 failed, 658 exported, 658 linked"}, screen.lines())
	s.Status.Progress[0].CompletedUnits = 700
	p.show(s, e)
	assert.Contains(t, screen.lines()[0], "692 of 2625", "not more often than can be read")

	e.TimeEnded, e.CountExports, s.Running = e.TimeBegan, 658, nil
	p.show(s, e)
	ended := "2026-03-02 08:00  initial cycle, 0 failed, 658 exported, 658 linked, 2625 imported"
	assert.Equal(t, []string{ended}, screen.lines())
	p.wait(s, at("2026-03-02 08:10"))
	assert.Equal(t, []string{ended, "2026-03-02 08:10  active, 658 linked, 0 wait to be tried again"}, screen.lines())
	p.say("%v", errors.New("something happened"))
	p.wait(s, at("2026-03-02 08:11"))
	p.end()
	assert.Equal(t, []string{ended, "something happened"}, screen.lines())
}

// A terminal whose width changes shows no line twice, also while it does not yet say how wide it has become.
func TestSimulationOnATerminalOfAnotherWidth(t *testing.T) {
	const above = "tenant  2600 users, 25 groups"
	for _, late := range []bool{false, true} {
		screen := newScreen(120)
		said := 120
		p := &progress{out: screen, live: true, width: func() int { return said }}
		p.say(above)
		s, e := underWay()
		p.show(s, e)
		for _, width := range []int{70, 40, 100, 30, 60, 44, 120, 35, 31, 90} {
			screen.resize(width)
			if !late {
				said = width
			}
			for range 2 {
				p.shown = time.Time{}
				p.show(s, e)
			}
			assert.Equal(t, above, screen.lines()[0], "%d columns", width)
			assert.Len(t, screen.rows, 2, "%d columns: %q", width, screen.lines())
			said = width
		}
		p.end()
		assert.Equal(t, []string{above}, screen.lines())
	}
}

// Elsewhere there are only lines.
func TestSimulationInAFile(t *testing.T) {
	var file bytes.Buffer
	p := newProgress(&file)
	s, e := underWay()
	p.show(s, e)
	p.wait(s, s.Now)
	assert.Empty(t, file.String())
	e.TimeEnded, e.CountExports, s.Running = e.TimeBegan, 658, nil
	p.show(s, e)
	idle := e
	idle.CountExports = 0
	p.show(s, idle)
	p.end()
	assert.Equal(t, 1, strings.Count(file.String(), "\n"))
	assert.NotContains(t, file.String(), "\x1b")
}
