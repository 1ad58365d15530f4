package steps

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

const (
	// crowdAtOnce is how many users are made side by side, crowdPerPatch how many become members in one request.
	crowdAtOnce   = 8
	crowdPerPatch = 100
)

// crowdSteps are about more than a handful.
func crowdSteps() []Definition {
	return []Definition{
		{`^(\d+) more users exist at the service provider, all of them members of the group (\w+)$`,
			"Creates users by POST, and adds them to the group by PATCH, a hundred at a time.",
			"Given 120 more users exist at the service provider, all of them members of the group sales",
			(*world).crowdExists},
		{`^the group (\w+) has the (\d+)(?: and (\w+(?:, \w+)*))?$`,
			"Reads the group by id: all of the many, and these, each once.",
			"Then the group sales has the 120 and bob",
			(*world).hasCrowd},
		{`^the last of them is found by userName$`,
			"The filter on userName finds the user who was created last.",
			"Then the last of them is found by userName",
			(*world).lastIsFound},
		{`^(\d+) look-ups in a row are answered$`,
			"Looks nobody up again and again. A refusal with 429 and Retry-After is waited out.",
			"Then 60 look-ups in a row are answered",
			(*world).lookUpsInARow},
	}
}

func (w *world) crowdExists(ctx context.Context, count int, name string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	w.crowd = make([]*person, count)
	errs := make([]error, count)
	var all sync.WaitGroup
	slots := make(chan struct{}, crowdAtOnce)
	for i := range count {
		slots <- struct{}{}
		if i == count-1 {
			all.Wait() // the last of them is to be the last
		}
		all.Go(func() {
			defer func() { <-slots }()
			w.crowd[i], errs[i] = w.oneOfMany(ctx, i)
		})
	}
	all.Wait()
	if err := errors.Join(firstOf(errs)); err != nil {
		return err
	}
	for part := range slices.Chunk(w.crowd, crowdPerPatch) {
		ids := make([]string, len(part))
		for i, p := range part {
			ids[i] = p.id
		}
		if err := w.success(w.request(ctx, http.MethodPatch, groupPath(g.id), addBody(ids...))); err != nil {
			return err
		}
	}
	return nil
}

// crowdJoins leaves it to the job to create the users: they are assigned through the group.
func (w *world) crowdJoins(_ context.Context, count int, name string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	w.crowd = make([]*person, count)
	for i := range w.crowd {
		attributes := w.plausible(fmt.Sprintf("m%d", i))
		if err := w.fitPerson(attributes); err != nil {
			return err
		}
		u, err := w.directory().CreateUser(attributes)
		if err != nil {
			return err
		}
		w.crowd[i] = &person{objectID: u.ObjectID, userName: w.fitUserName(u.UserPrincipalName())}
		if err := w.directory().AddMember(g.objectID, u.ObjectID); err != nil {
			return err
		}
	}
	return nil
}

// firstOf is the first error: a thousand that say the same say no more.
func firstOf(errs []error) error {
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return errs[i]
	}
	return nil
}

func (w *world) oneOfMany(ctx context.Context, number int) (*person, error) {
	p := &person{userName: w.fitUserName(w.address(fmt.Sprintf("%s-%d", w.unique, number)))}
	body, err := userBody(map[string]string{
		"userName": p.userName, "displayName": "One of Many", "name.givenName": "One", "name.familyName": "Ofmany",
		`emails[type eq "work"].value`: w.address(fmt.Sprintf("%s-%d", w.unique, number)),
	})
	if err != nil {
		return nil, err
	}
	a, err := w.postUser(ctx, body)
	if err != nil {
		return nil, err
	}
	if p.id = gjson.Get(a.body, "id").String(); a.status != http.StatusCreated || p.id == "" {
		return nil, a.mismatch("201 with an id", a.String())
	}
	return p, nil
}

func (w *world) hasCrowd(ctx context.Context, name string, count int, names string) error {
	g, want, err := w.groupAnd(name, cmp.Or(names, "nobody"))
	if err != nil {
		return err
	}
	if count != len(w.crowd) {
		return fmt.Errorf("the feature speaks of %d users, and has made %d", count, len(w.crowd))
	}
	for _, p := range w.crowd {
		if p.objectID != "" {
			p.id, _ = w.job.Link(p.objectID)
		}
		want = append(want, p.id)
	}
	slices.Sort(want)
	if err := w.seesMembers(); err != nil {
		return err
	}
	resource, a, err := w.readGroup(ctx, g)
	if err != nil {
		return err
	}
	if got := memberIDs(resource); !slices.Equal(want, got) {
		return w.because(w.wrongMembers(a, fmt.Sprintf("%d members", len(want)), fmt.Sprintf("%d, %d of them right", len(got), common(want, got)), len(got) > 0))
	}
	return nil
}

// common counts what is in both sorted lists.
func common(a, b []string) int {
	count := 0
	for _, s := range a {
		if _, found := slices.BinarySearch(b, s); found {
			count++
		}
	}
	return count
}

func (w *world) lastIsFound(ctx context.Context) error {
	p := w.crowd[len(w.crowd)-1]
	found, a, err := w.lookUp(ctx, p.userName)
	if err != nil {
		return err
	}
	if len(found) != 1 || scim.Member(found[0], "id").String() != p.id {
		return a.mismatch("the user "+p.userName, fmt.Sprintf("%d users", len(found)))
	}
	return nil
}

func (w *world) lookUpsInARow(ctx context.Context, count int) error {
	for range count {
		found, a, err := w.lookUp(ctx, w.unique+"-nobody")
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return a.mismatch("an empty list", fmt.Sprintf("%d users", len(found)))
		}
	}
	return nil
}
