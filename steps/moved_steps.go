package steps

import (
	"context"
	"net/http"
	"time"

	"github.com/cucumber/godog"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// movedSteps look at the time of the latest change (RFC 7643, 3.1).
func movedSteps() []Definition {
	return []Definition{
		{`^each of these changes of (\w+) moves lastModified on$`,
			"PATCHes the user or group with one operation of each row. Where the time is the same afterwards, the other operation is sent, and the first one again a second later. What is refused is passed over.",
			"Then each of these changes of bob moves lastModified on\n  | change                                              | other                                              |\n  | {\"op\": \"replace\", \"path\": \"active\", \"value\": false} | {\"op\": \"replace\", \"path\": \"active\", \"value\": true} |",
			(*world).eachMoves},
	}
}

func (w *world) eachMoves(ctx context.Context, name string, table *godog.Table) error {
	rows, err := w.rows(table, "change", "other")
	if err != nil {
		return err
	}
	var found mismatches
	for _, r := range rows {
		m, err := w.moves(ctx, name, r["change"], r["other"])
		if err != nil {
			return err
		}
		if m != nil {
			found = append(found, m)
		}
	}
	return found.orNil()
}

// moves says what is wrong with a change, if anything.
func (w *world) moves(ctx context.Context, name, change, other string) (*mismatch, error) {
	var m *mismatch
	// Within one tick of the service provider's clock nothing shows, and ticks are of a millisecond or of a second.
	for _, pause := range []time.Duration{5 * time.Millisecond, 1100 * time.Millisecond} {
		if m != nil {
			if a, err := w.operate(ctx, name, other); err != nil || refused(a) {
				return nil, err
			}
		}
		was, err := w.modified(ctx, name)
		if err != nil || was == "" { // that meta is there is another requirement
			return nil, err
		}
		if err := w.run.limits.Wait(ctx, pause); err != nil {
			return nil, err
		}
		a, err := w.operate(ctx, name, change)
		if err != nil || refused(a) {
			return nil, err
		}
		is, err := w.modified(ctx, name)
		if err != nil || is != was {
			return nil, err
		}
		m = a.mismatch("meta.lastModified later than "+was, is)
		m.Cause = causeOf(a.record.Exchange())
	}
	return m, nil
}

// modified is the time of a user or group, as a read by id shows it.
func (w *world) modified(ctx context.Context, name string) (string, error) {
	_, now, _, err := w.resourceOf(ctx, name)
	return scim.Member(scim.Member(now, "meta"), "lastModified").String(), err
}

// operate sends a PATCH of one operation.
func (w *world) operate(ctx context.Context, name, operation string) (*answer, error) {
	path, _, _, err := w.resourceOf(ctx, name)
	if err != nil {
		return nil, err
	}
	body, err := w.fitPatch(w.demandsOf(path), patchBody("["+operation+"]"))
	if err != nil {
		return nil, err
	}
	return w.request(ctx, http.MethodPatch, path, body)
}
