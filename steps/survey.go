package steps

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps/internal/demands"
)

// Survey is what a target says of itself: the start of a configuration for it.
type Survey struct {
	// Claims are the capabilities that it claims or does not claim, with the document that says so.
	Claims []reports.Claim
	// Refused is why nothing more could be learnt, such as a token that is refused; empty if nothing was refused.
	Refused string
	// Doubts are sentences about answers that were not what a client expects: no list of users, no document.
	Doubts []string
	// Users and Groups are what its schemas demand of either.
	Users, Groups SurveyedType
}

// SurveyedType is what a target's schema says of one kind of resource.
type SurveyedType struct {
	// Known says that the schema could be read.
	Known bool
	// Required are the attributes that need a value, as an Entra mapping writes them, userName left out.
	Required []string
	// Allowed are the canonical values of attributes.
	Allowed map[string][]string
}

// Look asks a target for its discovery documents and looks one user up who is not there, as Test Connection does. It
// writes nothing. An error says that nothing could be learnt.
func Look(ctx context.Context, c Config) (Survey, error) {
	r, err := newRun(c)
	if err != nil {
		return Survey{}, err
	}
	defer r.ledger.Close()
	claims, refused, err := r.discover(ctx)
	if err != nil {
		return Survey{}, err
	}
	s := Survey{Claims: claims, Doubts: r.doubts, Users: surveyed(r.demands.Users), Groups: surveyed(r.demands.Groups)}
	if refused != nil {
		s.Refused = refused.sentence
	}
	return s, nil
}

func surveyed(d demands.Resource) SurveyedType {
	s := SurveyedType{Known: d.Known, Allowed: map[string][]string{}}
	for _, r := range d.Required {
		s.Required = append(s.Required, r.Path)
	}
	for _, key := range slices.Sorted(maps.Keys(d.Allowed)) {
		a := d.Attributes[key]
		s.Allowed[cmp.Or(a.Path, key)] = d.Allowed[key]
	}
	return s
}
