package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// ReopenLedger reads the ledger of a run that is over, killed perhaps in the middle of a line, and goes on writing to it.
// An incomplete last line names nothing: it was being written, so that its request had not been sent.
func ReopenLedger(path string) (*Ledger, Run, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, Run{}, fmt.Errorf("ledger: %w", err)
	}
	whole := bytes.LastIndexByte(text, '\n') + 1
	lines := bytes.Split(text[:whole], []byte("\n"))
	lines = lines[:len(lines)-1]
	l, run := &Ledger{}, Run{}
	if len(lines) == 0 { // killed before it created anything
		return l, run, nil
	}
	if err := json.Unmarshal(lines[0], &run); err != nil || run.Prefix == "" || run.Target == "" {
		return nil, run, fmt.Errorf("ledger: %s:1: expected the run's prefix and target, found %.80q", path, lines[0])
	}
	for i, line := range lines[1:] {
		if err := l.replay(line); err != nil {
			return nil, run, fmt.Errorf("ledger: %s:%d: %w", path, i+2, err)
		}
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0o600)
	if err != nil {
		return nil, run, fmt.Errorf("ledger: %w", err)
	}
	if err := errors.Join(f.Truncate(int64(whole)), seekTo(f, int64(whole))); err != nil {
		_ = f.Close()
		return nil, run, fmt.Errorf("ledger: %w", err)
	}
	l.file = f
	return l, run, nil
}

func seekTo(f *os.File, at int64) error {
	_, err := f.Seek(at, 0)
	return err
}

// replay takes up a line: the first of a thing, or a later one that replaces it.
func (l *Ledger) replay(line []byte) error {
	var e Entry
	if err := json.Unmarshal(line, &e); err != nil || e.Collection == "" {
		return fmt.Errorf("expected a thing that the run created, found %.80q", line)
	}
	switch n := len(l.entries); {
	case e.Number == n+1:
		l.entries = append(l.entries, &e)
	case e.Number >= 1 && e.Number <= n:
		*l.entries[e.Number-1] = e
	default:
		return fmt.Errorf("expected the number %d or a lower one, found %d", n+1, e.Number)
	}
	return nil
}
