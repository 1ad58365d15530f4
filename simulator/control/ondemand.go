package control

import (
	"errors"
	"net/http"
	"strings"

	"github.com/entrasim/entrasim/simulator"
)

// onDemandSubject is an object to be provisioned on demand (Graph: synchronizationJobSubject).
type onDemandSubject struct {
	ObjectID       string `json:"objectId"`
	ObjectTypeName string `json:"objectTypeName"`
	// Links are the members to be provisioned along with a group.
	Links *struct {
		Members []onDemandSubject `json:"members"`
	} `json:"links"`
}

func (s onDemandSubject) is(typ string) bool { return strings.EqualFold(s.ObjectTypeName, typ) }

// provisionOnDemand has Graph's body: {"parameters": [{"ruleId": "…", "subjects": [{"objectId": "…", "objectTypeName":
// "User"}]}]}, with one subject. A group has "links": {"members": [{"objectId": "…", "objectTypeName": "User"}]} as well.
func (c *Control) provisionOnDemand(r *http.Request, j *simulator.Job) (any, error) {
	result, err := demand(r, j)
	if errors.Is(err, simulator.ErrTooManyRequests) && c.options.Driver.ByHand() {
		return nil, &apiError{http.StatusTooManyRequests, "TooManyRequests",
			err.Error() + "; they are seconds of the simulated clock, which stands still until it is turned"}
	}
	return result, err
}

func demand(r *http.Request, j *simulator.Job) (any, error) {
	var body struct {
		Parameters []struct {
			RuleID   string            `json:"ruleId"`
			Subjects []onDemandSubject `json:"subjects"`
		} `json:"parameters"`
	}
	if err := read(r, &body); err != nil {
		return nil, err
	}
	if len(body.Parameters) != 1 || len(body.Parameters[0].Subjects) != 1 {
		return nil, badRequest("parameters: expected one with one subject, as provision on demand takes one object at a time")
	}
	switch subject := body.Parameters[0].Subjects[0]; {
	case subject.is("Group"):
		members, err := subject.members()
		if err != nil {
			return nil, err
		}
		return j.ProvisionGroupOnDemand(r.Context(), subject.ObjectID, members)
	case subject.ObjectTypeName != "" && !subject.is("User"):
		return nil, badRequest("objectTypeName: expected User or Group, found %q", subject.ObjectTypeName)
	case subject.Links != nil:
		return nil, badRequest("links: expected them with a Group only, found them with a User")
	default:
		return j.ProvisionOnDemand(r.Context(), subject.ObjectID)
	}
}

// members are the ids of those who are named.
func (s onDemandSubject) members() ([]string, error) {
	if s.Links == nil {
		return nil, nil
	}
	ids := make([]string, len(s.Links.Members))
	for i, member := range s.Links.Members {
		switch {
		case member.ObjectTypeName != "" && !member.is("User") && !member.is("Group"):
			return nil, badRequest("links.members: expected objectTypeName User or Group, found %q", member.ObjectTypeName)
		case member.Links != nil:
			return nil, badRequest("links.members: expected members without links of their own, found links")
		}
		ids[i] = member.ObjectID
	}
	return ids, nil
}
