package auditlog

import (
	"cmp"
	"encoding/json"
	"strings"
)

// Version is the version of Graph whose form an export has.
type Version int

const (
	// V1 is Graph v1.0, the default.
	V1 Version = iota
	// Beta adds the members that v1.0 has renamed, as the samples of the beta pages do: action ("Create") beside
	// provisioningAction, statusInfo beside provisioningStatusInfo.
	Beta
)

// context is the @odata.context of a collection of rows.
func (v Version) context() string {
	return "https://graph.microsoft.com/" + [...]string{V1: "v1.0", Beta: "beta"}[v] + "/$metadata#auditLogs/provisioning"
}

// MarshalJSON gives the row as Graph v1.0 answers it. Order and form are those of the samples on "List
// provisioningObjectSummary": times in UTC with Z; an id or a name that is not known is an empty string; details that are
// not there are {}; an error, a value, additionalDetails or a recommendedAction that is not there is null. The page says
// that servicePrincipal is a collection, the samples show one object, and so it is here. The samples' initiatingType is
// taken for a slip: the type's page has initiatorType.
func (s ProvisioningObjectSummary) MarshalJSON() ([]byte, error) { return json.Marshal(wireOf(&s, V1)) }

// UnmarshalJSON is the inverse of MarshalJSON. It also reads rows of the beta, and old ones that have only action and
// statusInfo. Members that are not Graph's are ignored.
func (s *ProvisioningObjectSummary) UnmarshalJSON(data []byte) error {
	var w wireSummary
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	var err error
	*s, err = w.summary()
	return err
}

// wireOf is the row in the form of a version. It refers to the row, which must not change meanwhile.
func wireOf(s *ProvisioningObjectSummary, v Version) *wireSummary {
	info := wireStatusInfo{Status: string(s.ProvisioningStatusInfo.Status)}
	if e := s.ProvisioningStatusInfo.ErrorInformation; e != nil {
		info.ErrorInformation = &wireError{
			ErrorCode: e.ErrorCode, Reason: e.Reason, AdditionalDetails: nullable(&e.AdditionalDetails),
			ErrorCategory: string(e.ErrorCategory), RecommendedAction: nullable(&e.RecommendedAction),
		}
	}
	w := &wireSummary{
		ID: s.ID, ActivityDateTime: instant{s.ActivityDateTime.UTC()}, TenantID: s.TenantID, JobID: s.JobID, CycleID: s.CycleID,
		ChangeID: s.ChangeID, ProvisioningAction: string(s.ProvisioningAction),
		DurationInMilliseconds: s.DurationInMilliseconds, ProvisioningStatusInfo: info,
		ProvisioningSteps:  make([]wireStep, len(s.ProvisioningSteps)),
		ModifiedProperties: make([]wireProperty, len(s.ModifiedProperties)),
		ServicePrincipal:   wireName{s.ServicePrincipal.ID, s.ServicePrincipal.DisplayName},
		SourceSystem:       wireSystem{s.SourceSystem.ID, s.SourceSystem.DisplayName, object(s.SourceSystem.Details)},
		TargetSystem:       wireSystem{s.TargetSystem.ID, s.TargetSystem.DisplayName, object(s.TargetSystem.Details)},
		InitiatedBy:        wireInitiator(s.InitiatedBy),
		SourceIdentity:     wireIdentityOf(s.SourceIdentity),
		TargetIdentity:     wireIdentityOf(s.TargetIdentity),
	}
	for i, p := range s.ProvisioningSteps {
		w.ProvisioningSteps[i] = wireStep{
			p.Name, string(p.ProvisioningStepType), string(p.Status), p.Description, object(p.Details.ByName()),
		}
	}
	for i := range s.ModifiedProperties {
		p := &s.ModifiedProperties[i]
		w.ModifiedProperties[i] = wireProperty{p.DisplayName, nullable(&p.OldValue), nullable(&p.NewValue)}
	}
	if v == Beta {
		w.Action = title(s.ProvisioningAction)
		w.StatusInfo = statusInfo(info)
	}
	return w
}

// statusInfo is the beta's form of a status.
func statusInfo(info wireStatusInfo) json.RawMessage {
	var form any = map[string]string{"status": info.Status}
	if e := info.ErrorInformation; e != nil {
		form = wireStatusDetails{"#microsoft.graph.statusDetails", info.Status, *e}
	}
	data, _ := json.Marshal(form) // strings cannot fail
	return data
}

// title is an action as the portal and the beta write it.
func title(a ProvisioningAction) string {
	if a == ActionStagedDelete {
		return "StagedDelete"
	}
	if a == "" {
		return ""
	}
	return strings.ToUpper(string(a[:1])) + string(a[1:])
}

func (w *wireSummary) summary() (ProvisioningObjectSummary, error) {
	s := ProvisioningObjectSummary{
		ID: w.ID, ActivityDateTime: w.ActivityDateTime.Time, TenantID: w.TenantID, JobID: w.JobID, CycleID: w.CycleID,
		ChangeID: w.ChangeID, ProvisioningAction: ProvisioningAction(cmp.Or(w.ProvisioningAction, strings.ToLower(w.Action))),
		DurationInMilliseconds: w.DurationInMilliseconds,
		ServicePrincipal:       Identity{ID: w.ServicePrincipal.ID, DisplayName: w.ServicePrincipal.DisplayName},
		SourceSystem:           w.SourceSystem.identity(),
		TargetSystem:           w.TargetSystem.identity(),
		InitiatedBy:            Initiator(w.InitiatedBy),
		SourceIdentity:         w.SourceIdentity.identity(),
		TargetIdentity:         w.TargetIdentity.identity(),
	}
	info := w.ProvisioningStatusInfo
	if info.Status == "" && len(w.StatusInfo) > 0 {
		var old wireStatusDetails
		if err := json.Unmarshal(w.StatusInfo, &old); err != nil {
			return ProvisioningObjectSummary{}, err
		}
		if info.Status = old.Status; old.ErrorCode != "" {
			info.ErrorInformation = &old.wireError
		}
	}
	s.ProvisioningStatusInfo.Status = Status(info.Status)
	if e := info.ErrorInformation; e != nil {
		s.ProvisioningStatusInfo.ErrorInformation = &ErrorInformation{
			ErrorCode: e.ErrorCode, Reason: e.Reason, AdditionalDetails: text(e.AdditionalDetails),
			ErrorCategory: ErrorCategory(e.ErrorCategory), RecommendedAction: text(e.RecommendedAction),
		}
	}
	for _, p := range w.ProvisioningSteps {
		s.ProvisioningSteps = append(s.ProvisioningSteps, ProvisioningStep{
			Name: p.Name, ProvisioningStepType: ProvisioningStepType(p.ProvisioningStepType), Status: Status(p.Status),
			Description: p.Description, Details: detailsOf(p.Details),
		})
	}
	for _, p := range w.ModifiedProperties {
		s.ModifiedProperties = append(s.ModifiedProperties, ModifiedProperty{
			DisplayName: p.DisplayName, OldValue: text(p.OldValue), NewValue: text(p.NewValue),
		})
	}
	return s, nil
}
