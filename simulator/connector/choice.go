package connector

import (
	"fmt"
	"slices"
	"strings"
)

// choose finds a choice by the name of its constant. The error has all of them.
func choose[C ~uint8](to *C, text []byte, names ...string) error {
	at := slices.Index(names, string(text))
	if at < 0 {
		return fmt.Errorf("expected one of %s, found %s", strings.Join(names, ", "), text)
	}
	*to = C(at)
	return nil
}

// UnmarshalText reads the name of a constant, as files of settings have it.
func (m *ManagerForm) UnmarshalText(text []byte) error {
	return choose(m, text, "ManagerText", "ManagerObject", "ManagerList")
}

// UnmarshalText reads the name of a constant, as files of settings have it.
func (m *ManagerRemoval) UnmarshalText(text []byte) error {
	return choose(m, text, "ManagerEmptied", "ManagerFiltered")
}

// UnmarshalText reads the name of a constant, as files of settings have it.
func (p *Primary) UnmarshalText(text []byte) error {
	return choose(p, text, "PrimaryWork", "PrimaryFirst", "PrimaryEach", "PrimaryNone")
}

// UnmarshalText reads the name of a constant, as files of settings have it.
func (c *Clearing) UnmarshalText(text []byte) error {
	return choose(c, text, "ClearingRemoved", "ClearingEmptied", "ClearingNull")
}

// UnmarshalText reads the name of a constant, as files of settings have it.
func (a *AnswerType) UnmarshalText(text []byte) error {
	return choose(a, text, "AnswerJSON", "AnswerSCIM", "AnswerAny")
}

// UnmarshalText reads the name of a constant, as files of settings have it.
func (r *RetryAfter) UnmarshalText(text []byte) error {
	return choose(r, text, "RetryAfterIgnored", "RetryAfterThrottled", "RetryAfterUnavailable")
}
