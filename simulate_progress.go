package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/drive"
)

// progress shows how a simulation goes: a line for each cycle in which something was done, and on a terminal below them one
// that changes, of the cycle under way or the time until the next.
type progress struct {
	mu    sync.Mutex
	out   io.Writer
	live  bool
	width func() int // of the terminal, in columns; 0 is not known
	cycle string     // under way
	began time.Time
	shown time.Time
	drawn bool // there is a line that changes
}

func newProgress(out io.Writer) *progress {
	p := &progress{out: out, live: terminal(out), width: func() int { return 0 }}
	if f, ok := out.(*os.File); ok && p.live {
		p.width = func() int {
			columns, _, err := term.GetSize(int(f.Fd()))
			if err != nil {
				return 0
			}
			return columns
		}
	}
	return p
}

// refresh is how often the line that changes does so at most.
const refresh = 100 * time.Millisecond

// show tells of a cycle under way, or at its end.
func (p *progress) show(s drive.State, e simulator.TaskExecution) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.cycle != e.ActivityIdentifier {
		p.cycle, p.began = e.ActivityIdentifier, now
	}
	parts := cycleParts(s, e, now.Sub(p.began))
	switch ended := !e.TimeEnded.IsZero(); {
	case ended && (e.CountExports > 0 || e.CountEscrowed > 0 || e.Error != nil || s.Status.Quarantine != nil):
		p.clear()
		fmt.Fprintln(p.out, strings.Join(parts, ", "))
	case p.live && (ended || now.Sub(p.shown) >= refresh):
		p.shown = now
		p.overwrite(parts)
	}
}

// wait tells of the time between cycles.
func (p *progress) wait(s drive.State, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.live || s.Running != nil {
		return
	}
	p.overwrite(waitParts(s, now))
}

// cycleParts are what there is to say of a cycle, the most important first.
func cycleParts(s drive.State, e simulator.TaskExecution, took time.Duration) []string {
	kind := "cycle"
	if e.CountImported > 0 && e.CountImportedDeltas == 0 {
		kind = "initial cycle"
	}
	ended := !e.TimeEnded.IsZero()
	parts := []string{s.Now.Format("2006-01-02 15:04") + "  " + kind}
	if !ended && len(s.Status.Progress) > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d", s.Status.Progress[0].CompletedUnits, s.Status.Progress[0].TotalUnits))
	}
	if ended && s.Status.Quarantine != nil {
		parts = append(parts, "in quarantine: "+string(s.Status.Quarantine.Reason))
	}
	parts = append(parts, fmt.Sprintf("%d failed", e.CountEscrowed), fmt.Sprintf("%d exported", e.CountExported))
	if seconds := took.Seconds(); seconds > 0.5 {
		parts = append(parts, fmt.Sprintf("%.0f/s", float64(e.CountExported)/seconds))
	}
	parts = append(parts, fmt.Sprintf("%d linked", linked(s.Status)))
	if ended {
		parts = append(parts, fmt.Sprintf("%d imported", e.CountImported))
		parts = append(parts, nextRun(s, time.Time{})...)
	}
	if e.Error != nil {
		parts = append(parts, "cycle failed: "+e.Error.Message)
	}
	return parts
}

// waitParts are the same between cycles.
func waitParts(s drive.State, now time.Time) []string {
	parts := []string{now.Format("2006-01-02 15:04") + "  " + strings.ToLower(string(s.Status.Code))}
	parts = append(parts, nextRun(s, now)...)
	if q := s.Status.Quarantine; q != nil {
		parts = append(parts, string(q.Reason))
	}
	return append(parts, fmt.Sprintf("%d linked", linked(s.Status)), fmt.Sprintf("%d wait to be tried again", s.Escrows))
}

// nextRun says when the job runs next, and how far that is from now; a zero now leaves that out.
func nextRun(s drive.State, now time.Time) []string {
	if s.NextRun == nil {
		return nil
	}
	next := "next " + s.NextRun.Format("15:04")
	if s.NextRun.Format(time.DateOnly) != s.Now.Format(time.DateOnly) {
		next = "next " + s.NextRun.Format("2006-01-02 15:04")
	}
	if !now.IsZero() {
		next += fmt.Sprintf(" in %s", max(0, s.NextRun.Sub(now)).Round(time.Second))
	}
	return []string{next}
}

// fit joins as many parts as there is room for, whole ones: a number that was cut would be another one.
func fit(parts []string, width int) string {
	if width <= 0 {
		return strings.Join(parts, ", ")
	}
	if line := within(parts, width); line != "" {
		return line
	}
	_, first, _ := strings.Cut(parts[0], " ") // without the date
	line := within(append([]string{first}, parts[1:]...), width)
	if line == "" {
		line = string([]rune(first)[:max(0, min(utf8.RuneCountInString(first), width-1))])
	}
	return line
}

func within(parts []string, width int) (line string) {
	for i, part := range parts {
		if i > 0 {
			part = ", " + part
		}
		if utf8.RuneCountInString(line+part) >= width { // the last column would wrap in some terminals
			break
		}
		line += part
	}
	return line
}

// Control sequences of terminals (ECMA-48, and DEC's private mode 7).
const (
	eraseLine  = "\x1b[K"   // from the cursor to the end of its line
	eraseBelow = "\x1b[J"   // from the cursor to the end of the screen
	cutLines   = "\x1b[?7l" // what is too long for a line does not go on in the next one
	wrapLines  = "\x1b[?7h"
)

// overwrite puts a line in the place of the one that is there. The cursor goes back to its beginning and stays there: a terminal
// that becomes narrower breaks the line into several, and the cursor stays at the first of them, so that all can be erased. The
// line must not break while it is written either: a terminal may be narrower than it says yet.
func (p *progress) overwrite(parts []string) {
	// All below is erased from the end of the line, and not from its beginning: there some terminals would keep it as history.
	fmt.Fprint(p.out, "\r"+eraseLine+cutLines+fit(parts, p.width())+eraseBelow+wrapLines+"\r")
	p.drawn = true
}

// clear takes the line away that changes.
func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.out, "\r"+eraseLine+eraseBelow)
	}
	p.drawn = false
}

// say is a line of its own.
func (p *progress) say(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	fmt.Fprintf(p.out, format+"\n", args...)
}

// end takes the line away that changes; what was done stands above it.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

// linked is how many objects have a resource.
func linked(s simulator.SynchronizationStatus) int {
	n := 0
	for _, count := range s.SynchronizedEntryCountByType {
		n += count
	}
	return n
}
