package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// fastest is the greatest --speed: a year in half a minute.
const fastest = 1_000_000

// slowest is the least --rate: with fewer requests than one an hour nobody sees the end of a cycle.
const slowest = 0.0003

// check refuses flags that cannot be meant, before anything is read, made or sent: what a long simulation came to must not be
// lost to a file that cannot be written.
func (o simulateOptions) check() error {
	if o.target == "" {
		return errors.New("expected --target with the endpoint to provision, found none")
	}
	for _, fault := range []struct {
		found bool
		text  string
	}{
		{!(o.speed >= 0 && o.speed <= fastest), fmt.Sprintf("speed: expected from 0 to %d simulated seconds in a real one, found %v", fastest, o.speed)},
		{o.concurrent < 1, fmt.Sprintf("concurrent-exports: expected 1 object at a time or more, found %d", o.concurrent)},
		{o.generate < 0, fmt.Sprintf("generate: expected 0 users or more, found %d", o.generate)},
		{o.until != "" && o.speedGiven, "expected one of --until, which turns the clock as fast as it goes, and --speed, found both"},
		{o.moved && o.state == "", "expected --state with the file whose target has moved, found --moved without it"},
		{o.keySet != "" && (o.tokenFile != "" || o.tokenEnv != "" || o.connectivity != ""),
			"key-set: expected it with Entra ID's own token, found another credential"},
		{o.controlTokenFile != "" && o.control == "", "control-token-file: expected it with --control, found no listener"},
	} {
		if fault.found {
			return errors.New(fault.text)
		}
	}
	if err := checkRate(o.rate); err != nil {
		return err
	}
	if o.from != "" {
		if _, err := time.Parse(time.RFC3339, o.from); err != nil {
			return fmt.Errorf("from: expected a time such as 2026-03-02T08:00:00Z, found %q", o.from)
		}
	}
	if _, err := o.end(time.Time{}); o.until != "" && err != nil {
		return fmt.Errorf("until: expected a duration such as 24h, or a time such as 2026-03-02T08:00:00Z, found %q", o.until)
	}
	return errors.Join(writable("log", o.log), writable("write-tenant", o.writeTenant))
}

// checkRate refuses what is no --rate.
func checkRate(perSecond float64) error {
	if perSecond == 0 || perSecond >= slowest {
		return nil
	}
	return fmt.Errorf("rate: expected requests a second, at least %v (one an hour), or 0 for no limit, found %v", slowest, perSecond)
}

// writable says whether a file can be written later. It leaves nothing behind, and a file that is there as it is.
func writable(flag, name string) error {
	if name == "" {
		return nil
	}
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if errors.Is(err, os.ErrNotExist) {
		if file, err = os.CreateTemp(filepath.Dir(name), ".entrasim-*"); err == nil {
			defer func() { _ = os.Remove(file.Name()) }()
		} else {
			err = fmt.Errorf("expected a folder to write to for %s: %w", name, err)
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	return file.Close()
}
