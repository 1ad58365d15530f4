package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/drive"
)

// progress shows how a simulation goes: on a terminal a line that changes, otherwise a line for each cycle in which something
// was done.
type progress struct {
	mu    sync.Mutex
	out   io.Writer
	live  bool
	cycle string // under way
	began time.Time
	shown time.Time
	width int // of the line that is there
}

func newProgress(out io.Writer) *progress { return &progress{out: out, live: colourful(out)} }

// refresh is how often a live line changes at most.
const refresh = 100 * time.Millisecond

// show tells of a cycle under way, or at its end.
func (p *progress) show(s drive.State, e simulator.TaskExecution) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.cycle != e.ActivityIdentifier {
		p.cycle, p.began = e.ActivityIdentifier, now
	}
	if e.TimeEnded.IsZero() {
		if p.live && now.Sub(p.shown) >= refresh {
			p.shown = now
			p.overwrite(p.line(s, e, now))
		}
		return
	}
	line := p.line(s, e, now)
	switch {
	case p.live:
		p.overwrite(line)
	case e.CountExports > 0 || e.CountEscrowed > 0 || e.Error != nil || s.Status.Quarantine != nil:
		fmt.Fprintln(p.out, line)
	}
}

func (p *progress) line(s drive.State, e simulator.TaskExecution, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %d imported, %d exported, %d failed", s.Now.Format("2006-01-02 15:04"), e.CountImported, e.CountExported, e.CountEscrowed)
	if took := now.Sub(p.began).Seconds(); took > 0.5 {
		fmt.Fprintf(&b, ", %.0f/s", float64(e.CountExported)/took)
	}
	fmt.Fprintf(&b, ", %d linked", linked(s.Status))
	if e.Error != nil {
		fmt.Fprintf(&b, ", cycle failed: %s", e.Error.Message)
	}
	if q := s.Status.Quarantine; q != nil {
		fmt.Fprintf(&b, ", in quarantine: %s", q.Reason)
	}
	if s.NextRun != nil && !e.TimeEnded.IsZero() {
		fmt.Fprintf(&b, ", next %s", s.NextRun.Format("15:04"))
	}
	return b.String()
}

// overwrite puts a line in the place of the one that is there.
func (p *progress) overwrite(line string) {
	width := len([]rune(line))
	fmt.Fprintf(p.out, "\r%s%s", line, strings.Repeat(" ", max(0, p.width-width)))
	p.width = width
}

// say is a line of its own.
func (p *progress) say(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
	fmt.Fprintf(p.out, format+"\n", args...)
}

// end leaves the last line where it is.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
}

func (p *progress) finish() {
	if p.width > 0 {
		fmt.Fprintln(p.out)
	}
	p.width = 0
}

// linked is how many objects have a resource.
func linked(s simulator.SynchronizationStatus) int {
	n := 0
	for _, count := range s.SynchronizedEntryCountByType {
		n += count
	}
	return n
}
