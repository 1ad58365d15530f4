package auditlog

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Sizes of a page. Graph pages other logs by at most 1,000; for this one the page says nothing.
const (
	DefaultLimit = 100
	MaxLimit     = 1000
)

// Query selects rows: those that meet every condition. The zero Query selects all, newest first. Texts are compared with
// attention to letter case, as in Graph.
//
// Looking for an object costs as much as it has rows, and the first time after others were written, as much as these; a cycle as
// much as it has; a time range is found by halving; other conditions are tried on each row that these leave.
type Query struct {
	// Actions and Statuses select rows with any of these; none is all.
	Actions  []ProvisioningAction
	Statuses []Status
	// Object is the id or the display name of the source or the target object.
	Object    string
	CycleID   string
	ChangeID  string
	ErrorCode string
	// Since is the first instant of the time range, Until the first one after it. A zero time is no bound.
	Since, Until time.Time
	// Filter holds in addition.
	Filter Filter
	// OldestFirst turns the order round.
	OldestFirst bool
	// Limit is how many rows are given at most. A page has DefaultLimit for 0, and no more than MaxLimit; All has no limit
	// for 0, and no largest one.
	Limit int
	// SkipToken is the Next of the page before.
	SkipToken string
}

// Page is a part of what a query found.
type Page struct {
	Rows []ProvisioningObjectSummary
	// Next is the SkipToken of the next page; empty on the last one. Rows that were written or have left meanwhile do not
	// shift it.
	Next string
}

// Query gives a page of the rows that q selects. The error says what q should have been.
func (l *Log) Query(q Query) (Page, error) {
	if err := q.validate(); err != nil {
		return Page{}, err
	}
	if q.Limit > MaxLimit {
		return Page{}, fmt.Errorf("query: expected a limit from 1 to %d, found %d", MaxLimit, q.Limit)
	}
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	page := Page{Rows: []ProvisioningObjectSummary{}}
	var last uint64
	for e := range l.walk(q) {
		if len(page.Rows) == q.Limit {
			page.Next = strconv.FormatUint(last, 10)
			break
		}
		page.Rows = append(page.Rows, e.row())
		last = e.number
	}
	return page, nil
}

// All gives the rows that q selects one by one. The sequence may be used again and then looks anew. Rows that are written
// while it runs are not in it, and those that leave meanwhile may be missing.
func (l *Log) All(q Query) (iter.Seq[ProvisioningObjectSummary], error) {
	if err := q.validate(); err != nil {
		return nil, err
	}
	return func(yield func(ProvisioningObjectSummary) bool) {
		given := 0
		for e := range l.walk(q) {
			if !yield(e.row()) {
				return
			}
			if given++; given == q.Limit {
				return
			}
		}
	}, nil
}

func (q *Query) validate() error {
	for _, a := range q.Actions {
		if !slices.Contains(Actions(), a) {
			return fmt.Errorf("query: expected an action of %s, found %q", list(Actions()), a)
		}
	}
	for _, s := range q.Statuses {
		if !slices.Contains(Statuses(), s) {
			return fmt.Errorf("query: expected a status of %s, found %q", list(Statuses()), s)
		}
	}
	if !q.Since.IsZero() && !q.Until.IsZero() && !q.Since.Before(q.Until) {
		return fmt.Errorf("query: expected a time range that ends after it begins, found %s to %s",
			q.Since.Format(time.RFC3339), q.Until.Format(time.RFC3339))
	}
	if q.Limit < 0 {
		return fmt.Errorf("query: expected a limit above 0, or 0 for the default, found %d", q.Limit)
	}
	if q.SkipToken != "" && q.after() == 0 {
		return fmt.Errorf("query: expected the skip token of a page of this log, found %q", q.SkipToken)
	}
	return nil
}

// list is words with commas.
func list[T ~string](words []T) string {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = string(word)
	}
	return strings.Join(all, ", ")
}

// after is the number of the row at which the page before ended, 0 for none.
func (q *Query) after() uint64 {
	number, _ := strconv.ParseUint(q.SkipToken, 10, 64)
	return number
}

// match says whether a row meets the conditions.
func (q *Query) match(s *ProvisioningObjectSummary) bool {
	info := &s.ProvisioningStatusInfo
	return (len(q.Actions) == 0 || slices.Contains(q.Actions, s.ProvisioningAction)) &&
		(len(q.Statuses) == 0 || slices.Contains(q.Statuses, info.Status)) &&
		(q.CycleID == "" || s.CycleID == q.CycleID) &&
		(q.ChangeID == "" || s.ChangeID == q.ChangeID) &&
		(q.ErrorCode == "" || info.ErrorInformation != nil && info.ErrorInformation.ErrorCode == q.ErrorCode) &&
		(q.Object == "" || s.SourceIdentity.ID == q.Object || s.TargetIdentity.ID == q.Object ||
			s.SourceIdentity.DisplayName == q.Object || s.TargetIdentity.DisplayName == q.Object) &&
		(q.Since.IsZero() || !s.ActivityDateTime.Before(q.Since)) &&
		(q.Until.IsZero() || s.ActivityDateTime.Before(q.Until)) &&
		q.Filter.Match(s)
}
