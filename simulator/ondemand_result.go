package simulator

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// OnDemandResult is the answer to a request on demand: Graph's stringKeyStringValuePair, whose two texts are JSON documents.
type OnDemandResult struct {
	// Key is {"result", "details": {"errorCode", "errorMessage"}}.
	Key string `json:"key"`
	// Value is the row of the log in a form of its own: action, times, steps, modified properties and the two identities.
	Value string `json:"value"`
}

// Result is the outcome in a word, and Details why.
type onDemandKey struct {
	Result  string           `json:"result"`
	Details *onDemandDetails `json:"details"`
}

type onDemandDetails struct {
	ErrorCode    string `json:"errorCode"`
	ErrorMessage string `json:"errorMessage"`
}

type onDemandValue struct {
	Action               auditlog.ProvisioningAction `json:"action"`
	ChangeID             string                      `json:"changeId"`
	StartTime            time.Time                   `json:"startTime"`
	EndTime              time.Time                   `json:"endTime"`
	ModifiedProperties   []auditlog.ModifiedProperty `json:"modifiedProperties"`
	ProvisioningSteps    []onDemandStep              `json:"provisioningSteps"`
	ReportableIdentifier string                      `json:"reportableIdentifier"`
	StatusInfo           auditlog.StatusInfo         `json:"statusInfo"`
	SourceIdentity       onDemandIdentity            `json:"sourceIdentity"`
	TargetIdentity       onDemandIdentity            `json:"targetIdentity"`
}

type onDemandStep struct {
	Name        string                        `json:"name"`
	Type        auditlog.ProvisioningStepType `json:"type"`
	Status      auditlog.Status               `json:"status"`
	Description string                        `json:"description"`
	Timestamp   time.Time                     `json:"timestamp"`
	Details     map[string]string             `json:"details"`
}

type onDemandIdentity struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	Type        string `json:"type"`
}

// onDemandResults are the words of the sample answer for outcomes; it shows Skipped, the others are made like it.
var onDemandResults = map[auditlog.Status]string{
	auditlog.StatusSuccess: "Success", auditlog.StatusFailure: "Failure", auditlog.StatusSkipped: "Skipped", auditlog.StatusWarning: "Warning",
}

func newOnDemandResult(row auditlog.ProvisioningObjectSummary, now time.Time) OnDemandResult {
	key := onDemandKey{Result: onDemandResults[row.ProvisioningStatusInfo.Status]}
	if e := row.ProvisioningStatusInfo.ErrorInformation; e != nil {
		key.Details = &onDemandDetails{ErrorCode: e.ErrorCode, ErrorMessage: e.Reason}
	}
	value := onDemandValue{
		Action: row.ProvisioningAction, ChangeID: row.ChangeID, StartTime: row.ActivityDateTime, EndTime: now,
		ModifiedProperties: row.ModifiedProperties, ReportableIdentifier: row.SourceIdentity.DisplayName,
		StatusInfo: row.ProvisioningStatusInfo, SourceIdentity: identityOnDemand(row.SourceIdentity),
		TargetIdentity: identityOnDemand(row.TargetIdentity),
	}
	for _, s := range row.ProvisioningSteps {
		value.ProvisioningSteps = append(value.ProvisioningSteps, onDemandStep{
			Name: s.Name, Type: s.ProvisioningStepType, Status: s.Status, Description: s.Description, Timestamp: now, Details: s.Details,
		})
	}
	return OnDemandResult{Key: jsonText(key), Value: jsonText(value)}
}

func identityOnDemand(i auditlog.Identity) onDemandIdentity {
	return onDemandIdentity{ID: i.ID, DisplayName: i.DisplayName, Type: i.IdentityType}
}

func jsonText(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("simulator: answer on demand: %v", err)) // texts and times
	}
	return string(text)
}
