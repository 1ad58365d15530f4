package simulator

import (
	"context"
	"strings"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// match looks the user up by each matching attribute in turn until one is found (Microsoft Learn,
// customize-application-attributes). An Action other than none ends the user's passage.
func (g *passage) match(ctx context.Context) (stop Action, err error) {
	lookups, err := g.lookUps()
	if err != nil {
		return Action{}, err
	}
	if len(lookups) == 0 {
		return skipBecause(codeImportSkipped, "the "+g.situation.noun()+" has no value for any matching attribute"), nil
	}
	for _, lookup := range lookups {
		objects, err := g.lookUp(ctx, lookup)
		if err != nil {
			return Action{}, err
		}
		if g.situation.matches = len(objects); g.situation.matches == 0 {
			continue
		}
		g.row.matched(lookup, objects)
		if g.situation.matches > 1 {
			return Action{}, nil // decide knows what that means
		}
		return g.adopt(ctx, objects[0])
	}
	g.row.unmatched(lookups)
	return Action{}, nil
}

// lookUps are the values by which the user is found.
func (g *passage) lookUps() (values []mapping.MatchingValue, err error) {
	if g.matching == nil {
		g.matching, err = g.pipe.evaluator.Matching(g.values)
	}
	return g.matching, err
}

// lookUp is one look-up.
func (g *passage) lookUp(ctx context.Context, lookup mapping.MatchingValue) ([]connector.Object, error) {
	target := g.pipe.targets[lookup.TargetAttributeName]
	objects, err := g.connector.Find(ctx, target, lookup.Value)
	if err != nil || !g.job.settings.VerifyMatches {
		return objects, err
	}
	var verified []connector.Object
	for _, o := range objects {
		if strings.EqualFold(connector.Text(o.Value(target)), lookup.Value) {
			verified = append(verified, o)
		}
	}
	return verified, nil
}

// adopt takes the only match as the user's resource, unless it is another user's.
func (g *passage) adopt(ctx context.Context, object connector.Object) (stop Action, err error) {
	if owner, taken := g.job.store.owners[object.ID]; taken {
		return Action{fail, codeDuplicateSource, "the resource that matches is linked to another " + g.situation.noun() + ", " + owner}, nil
	}
	g.claim(object.ID)
	g.target, g.found = object, true
	g.row.targetID(object.ID)
	if g.job.settings.SkipReadAfterMatch {
		return Action{}, nil
	}
	if err := g.read(ctx, object.ID); err != nil || !g.situation.missing {
		return Action{}, err
	}
	return Action{fail, codeInvalidAnchor, "the resource that matches cannot be read by its id"}, nil
}

// claim keeps other users, who are provisioned at the same time, away from the resource.
func (g *passage) claim(targetID string) {
	g.claimed = targetID
	g.job.store.owners[targetID] = g.pending.change.id()
}

// release gives up the claim, unless the user was linked to the resource.
func (g *passage) release() {
	if l := g.job.store.links[g.pending.change.id()]; g.claimed != "" && (l == nil || l.targetID != g.claimed) {
		delete(g.job.store.owners, g.claimed)
	}
}
