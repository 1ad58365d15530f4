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
	var screen bytes.Buffer
	width := 100
	p := &progress{out: &screen, live: true, width: func() int { return width }}
	s, e := underWay()
	p.show(s, e)
	assert.Equal(t, "\r\x1b[K2026-03-02 08:00  initial cycle, 692 of 2625, 0 failed, 658 exported, 658 linked", screen.String())
	screen.Reset()
	p.show(s, e)
	assert.Empty(t, screen.String(), "not more often than can be read")

	width, p.shown = 50, time.Time{}
	p.show(s, e)
	assert.Equal(t, "\x1b[1A\r\x1b[J2026-03-02 08:00  initial cycle, 692 of 2625", screen.String(), "a narrower terminal has broken the line in two")
	screen.Reset()

	e.TimeEnded, e.CountExports, s.Running = e.TimeBegan, 658, nil
	p.show(s, e)
	assert.Equal(t, "\r\x1b[K2026-03-02 08:00  initial cycle, 0 failed, 658 exported, 658 linked, 2625 imported\n", screen.String())
	screen.Reset()
	p.wait(s, at("2026-03-02 08:10"))
	p.say("%v", errors.New("something happened"))
	p.end()
	assert.Equal(t, "\r\x1b[K2026-03-02 08:10  active, 658 linked\r\x1b[Ksomething happened\n", screen.String())
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
