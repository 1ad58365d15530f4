package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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
	ModifiedProperties   json.RawMessage             `json:"modifiedProperties"`
	ProvisioningSteps    []onDemandStep              `json:"provisioningSteps"`
	ReportableIdentifier string                      `json:"reportableIdentifier"`
	StatusInfo           json.RawMessage             `json:"statusInfo"`
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
	properties, status := asLogged(row)
	value := onDemandValue{
		Action: row.ProvisioningAction, ChangeID: row.ChangeID, StartTime: row.ActivityDateTime, EndTime: now,
		ModifiedProperties: properties, ReportableIdentifier: row.SourceIdentity.DisplayName,
		StatusInfo: status, SourceIdentity: identityOnDemand(row.SourceIdentity),
		TargetIdentity: identityOnDemand(row.TargetIdentity),
	}
	for _, s := range row.ProvisioningSteps {
		value.ProvisioningSteps = append(value.ProvisioningSteps, onDemandStep{
			Name: s.Name, Type: s.ProvisioningStepType, Status: s.Status, Description: s.Description, Timestamp: now, Details: s.Details.ByName(),
		})
	}
	return OnDemandResult{Key: jsonText(key), Value: jsonText(value)}
}

// asLogged are the modified properties and the status of a row with the log's names, and without what it does not show.
func asLogged(row auditlog.ProvisioningObjectSummary) (properties, status json.RawMessage) {
	var text bytes.Buffer
	err := auditlog.WriteNDJSON(&text, slices.Values([]auditlog.ProvisioningObjectSummary{row}), auditlog.V1)
	var parts struct {
		ModifiedProperties     json.RawMessage `json:"modifiedProperties"`
		ProvisioningStatusInfo json.RawMessage `json:"provisioningStatusInfo"`
	}
	if err := errors.Join(err, json.Unmarshal(text.Bytes(), &parts)); err != nil {
		panic(fmt.Sprintf("simulator: answer on demand: %v", err)) // a buffer takes everything
	}
	return parts.ModifiedProperties, parts.ProvisioningStatusInfo
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
