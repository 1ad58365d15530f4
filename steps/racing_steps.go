package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// racingSteps send several requests side by side.
func racingSteps() []Definition {
	return []Definition{
		{`^(\d+) clients create the user (\w+) at the same time$`,
			"Sends equal POSTs at once. One has to be answered with 201 and the others with 409.",
			"When 2 clients create the user zoe at the same time",
			(*world).createAtOnce},
		{`^(\w+) is added to the group (\w+) while (\w+) is removed$`,
			"Sends two PATCHes at once. Both must be answered with success.",
			"When eve is added to the group sales while kim is removed",
			(*world).addWhileRemoving},
		{`^(\w+) is patched at the same time with$`,
			"Sends a PATCH for each row at once; a conflict (409 or 412) is tried again, as a client does.",
			"When bob is patched at the same time with\n  | attribute   | value |\n  | displayName | Bob   |",
			(*world).patchAtOnce},
		{`^(\d+) look-ups from (\d+) clients are answered at 25 a second or more$`,
			"Measures how many look-ups a second are answered, and writes it into the report. Against an embedded service provider or with a limit of the run's own it is not judged.",
			"Then 60 look-ups from 4 clients are answered at 25 a second or more",
			(*world).sustained},
	}
}

// atOnce sends requests side by side and gives their answers in order.
func (w *world) atOnce(count int, send func(i int) (*answer, error)) ([]*answer, error) {
	answers, errs := make([]*answer, count), make([]error, count)
	var all sync.WaitGroup
	for i := range count {
		all.Go(func() { answers[i], errs[i] = send(i) })
	}
	all.Wait()
	return answers, firstOf(errs)
}

func (w *world) createAtOnce(ctx context.Context, count int, name string) error {
	address := w.address(w.unique + "-" + name)
	p := &person{name: name, userName: w.fitUserName(address)}
	w.people[name] = p
	body, err := userBody(map[string]string{"userName": p.userName, "displayName": "Raced Example", "name.givenName": "Raced",
		"name.familyName": "Example", `emails[type eq "work"].value`: address})
	if err != nil {
		return err
	}
	if body, err = w.fitBody("/Users", body); err != nil {
		return err
	}
	answers, err := w.atOnce(count, func(int) (*answer, error) { return w.request(ctx, http.MethodPost, "/Users", body) })
	if err != nil {
		return err
	}
	created := 0
	for _, a := range answers {
		switch a.status {
		case http.StatusCreated:
			created++
			p.id = gjson.Get(a.body, "id").String()
		case http.StatusConflict:
		default:
			return a.mismatch("201 for one and 409 for the others", a.String())
		}
	}
	if created != 1 {
		return answers[0].mismatch("201 for one and 409 for the others", fmt.Sprintf("201 for %d of %d", created, count))
	}
	return nil
}

func (w *world) addWhileRemoving(ctx context.Context, joins, name, leaves string) error {
	g, ids, err := w.groupAnd(name, joins)
	if err != nil {
		return err
	}
	gone, err := w.idsOf(leaves)
	if err != nil {
		return err
	}
	removal, _ := json.Marshal([]any{map[string]any{"op": "remove", "path": "members[value eq " + scim.QuoteFilterValue(gone[0]) + "]"}})
	bodies := []string{addBody(ids...), patchBody(string(removal))}
	answers, err := w.atOnce(len(bodies), func(i int) (*answer, error) { return w.request(ctx, http.MethodPatch, groupPath(g.id), bodies[i]) })
	if err != nil {
		return err
	}
	for _, a := range answers {
		if err := w.success(a, nil); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) patchAtOnce(ctx context.Context, name string, table *godog.Table) error {
	p, rows, err := w.changeOf(ctx, name, table)
	if err != nil {
		return err
	}
	send := func(i int) (*answer, error) {
		op, _ := json.Marshal([]any{map[string]any{"op": "replace", "path": rows[i]["attribute"], "value": rows[i]["value"]}})
		return w.request(ctx, http.MethodPatch, userPath(p.id), patchBody(string(op)))
	}
	answers, err := w.atOnce(len(rows), send)
	if err != nil {
		return err
	}
	for i, a := range answers {
		if slices.Contains([]int{http.StatusConflict, http.StatusPreconditionFailed}, a.status) {
			if a, err = send(i); err != nil {
				return err
			}
		}
		if err := w.success(a, nil); err != nil {
			return err
		}
	}
	return nil
}

// asked is how many requests a second Microsoft wants to be served (Microsoft Learn, use-scim-to-provision-users-and-groups).
const asked = 25

func (w *world) sustained(ctx context.Context, count, clients int) error {
	began, each := time.Now(), count/clients
	answers, err := w.atOnce(clients, func(int) (*answer, error) {
		var last *answer
		for range each {
			a, err := w.request(ctx, http.MethodGet, lookUpPath(w.unique+"-nobody"), "")
			if err != nil {
				return nil, err
			}
			if last = a; a.status != http.StatusOK {
				return a, nil
			}
		}
		return last, nil
	})
	if err != nil {
		return err
	}
	for _, a := range answers {
		if a.status != http.StatusOK {
			return a.mismatch("200 with an empty list", a.String())
		}
	}
	perSecond := float64(each*clients) / time.Since(began).Seconds()
	figure := fmt.Sprintf("%.0f requests a second, measured over %d from %d clients", perSecond, each*clients, clients)
	w.verdict.reason = strings.TrimSpace(figure)
	if perSecond < asked && !w.run.config.Target.Embedded() && w.run.config.Rate == 0 {
		return answers[0].mismatch(fmt.Sprintf("%d requests a second or more", asked), figure)
	}
	return nil
}
