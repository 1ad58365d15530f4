package auditlog

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"
)

// wireSummary is the row on the wire. Pointers are null when there is nothing.
type wireSummary struct {
	ID                     string          `json:"id"`
	ActivityDateTime       instant         `json:"activityDateTime"`
	TenantID               string          `json:"tenantId"`
	JobID                  string          `json:"jobId"`
	CycleID                string          `json:"cycleId"`
	ChangeID               string          `json:"changeId"`
	Action                 string          `json:"action,omitempty"`
	ProvisioningAction     string          `json:"provisioningAction"`
	DurationInMilliseconds int64           `json:"durationInMilliseconds"`
	StatusInfo             json.RawMessage `json:"statusInfo,omitempty"`
	ProvisioningStatusInfo wireStatusInfo  `json:"provisioningStatusInfo"`
	ProvisioningSteps      []wireStep      `json:"provisioningSteps"`
	ModifiedProperties     []wireProperty  `json:"modifiedProperties"`
	ServicePrincipal       wireName        `json:"servicePrincipal"`
	SourceSystem           wireSystem      `json:"sourceSystem"`
	TargetSystem           wireSystem      `json:"targetSystem"`
	InitiatedBy            wireInitiator   `json:"initiatedBy"`
	SourceIdentity         wireIdentity    `json:"sourceIdentity"`
	TargetIdentity         wireIdentity    `json:"targetIdentity"`
}

// instant is a time in UTC whose year has four digits, as JSON can have it. Null is the zero time.
type instant struct{ time.Time }

func (i *instant) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	if text == "null" {
		return nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if t = t.UTC(); err != nil || t.Year() < 0 || t.Year() > 9999 {
		return fmt.Errorf("activityDateTime: expected a time like 2026-03-01T09:40:00Z, found %s", beginning(data))
	}
	i.Time = t
	return nil
}

type wireStatusInfo struct {
	Status           string     `json:"status"`
	ErrorInformation *wireError `json:"errorInformation"`
}

// wireStatusDetails is the beta's statusInfo, which has the members of the error as its own. Without an error it is the
// status alone.
type wireStatusDetails struct {
	Type   string `json:"@odata.type,omitempty"`
	Status string `json:"status"`
	wireError
}

type wireError struct {
	ErrorCode         string  `json:"errorCode"`
	Reason            string  `json:"reason"`
	AdditionalDetails *string `json:"additionalDetails"`
	ErrorCategory     string  `json:"errorCategory"`
	RecommendedAction *string `json:"recommendedAction"`
}

type wireStep struct {
	Name                 string            `json:"name"`
	ProvisioningStepType string            `json:"provisioningStepType"`
	Status               string            `json:"status"`
	Description          string            `json:"description"`
	Details              map[string]string `json:"details"`
}

type wireProperty struct {
	DisplayName string  `json:"displayName"`
	OldValue    *string `json:"oldValue"`
	NewValue    *string `json:"newValue"`
}

type wireName struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
}

type wireSystem struct {
	ID          string            `json:"id"`
	DisplayName string            `json:"displayName"`
	Details     map[string]string `json:"details"`
}

type wireInitiator struct {
	ID            string `json:"id"`
	DisplayName   string `json:"displayName"`
	InitiatorType string `json:"initiatorType"`
}

type wireIdentity struct {
	ID           string            `json:"id"`
	DisplayName  string            `json:"displayName"`
	IdentityType string            `json:"identityType"`
	Details      map[string]string `json:"details"`
}

// nullable is null for an empty string.
func nullable(text *string) *string {
	if *text == "" {
		return nil
	}
	return text
}

// object is {} for no details.
func object(details map[string]string) map[string]string {
	if details == nil {
		return map[string]string{}
	}
	return details
}

func wireIdentityOf(i Identity) wireIdentity {
	return wireIdentity{i.ID, i.DisplayName, i.IdentityType, object(i.Details)}
}

func (w wireSystem) identity() Identity {
	return Identity{ID: w.ID, DisplayName: w.DisplayName, Details: some(w.Details)}
}

func (w wireIdentity) identity() Identity {
	return Identity{w.ID, w.DisplayName, w.IdentityType, some(w.Details)}
}

func text(nullable *string) string {
	if nullable == nil {
		return ""
	}
	return *nullable
}

// some is nil for no details.
func some(details map[string]string) map[string]string {
	if len(details) == 0 {
		return nil
	}
	return maps.Clone(details)
}

// beginning shows the start of a text.
func beginning(text []byte) string {
	const shown = 30
	if len(text) <= shown {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf("%q…", text[:shown])
}
