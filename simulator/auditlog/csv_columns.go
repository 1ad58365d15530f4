package auditlog

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// column is one of the file ProvisioningLogs.
type column struct {
	name  string
	value func(*ProvisioningObjectSummary) string
}

// columns are those of the file ProvisioningLogs: everything but steps and modified properties.
func columns() []column {
	type row = ProvisioningObjectSummary
	all := []column{
		{"id", func(s *row) string { return s.ID }},
		{"activityDateTime", func(s *row) string { return s.ActivityDateTime.UTC().Format(time.RFC3339Nano) }},
		{"tenantId", func(s *row) string { return s.TenantID }},
		{"jobId", func(s *row) string { return s.JobID }},
		{"cycleId", func(s *row) string { return s.CycleID }},
		{"changeId", func(s *row) string { return s.ChangeID }},
		{"provisioningAction", func(s *row) string { return string(s.ProvisioningAction) }},
		{"durationInMilliseconds", func(s *row) string { return strconv.FormatInt(s.DurationInMilliseconds, 10) }},
		{"provisioningStatusInfo/status", status},
		errorColumn("errorCode", func(e *ErrorInformation) string { return e.ErrorCode }),
		errorColumn("reason", func(e *ErrorInformation) string { return e.Reason }),
		errorColumn("additionalDetails", func(e *ErrorInformation) string { return e.AdditionalDetails }),
		errorColumn("errorCategory", func(e *ErrorInformation) string { return string(e.ErrorCategory) }),
		errorColumn("recommendedAction", func(e *ErrorInformation) string { return e.RecommendedAction }),
		{"servicePrincipal/id", func(s *row) string { return s.ServicePrincipal.ID }},
		{"servicePrincipal/displayName", principalName},
	}
	all = append(all, systemColumns("sourceSystem", func(s *row) *Identity { return &s.SourceSystem })...)
	all = append(all, systemColumns("targetSystem", func(s *row) *Identity { return &s.TargetSystem })...)
	all = append(all,
		column{"initiatedBy/id", func(s *row) string { return s.InitiatedBy.ID }},
		column{"initiatedBy/displayName", func(s *row) string { return s.InitiatedBy.DisplayName }},
		column{"initiatedBy/initiatorType", func(s *row) string { return s.InitiatedBy.InitiatorType }})
	all = append(all, identityColumns("sourceIdentity", func(s *row) *Identity { return &s.SourceIdentity })...)
	return append(all, identityColumns("targetIdentity", func(s *row) *Identity { return &s.TargetIdentity })...)
}

func errorColumn(name string, value func(*ErrorInformation) string) column {
	return column{"provisioningStatusInfo/errorInformation/" + name, func(s *ProvisioningObjectSummary) string {
		if e := s.ProvisioningStatusInfo.ErrorInformation; e != nil {
			return value(e)
		}
		return ""
	}}
}

// identityColumns are those of a system, and the type.
func identityColumns(name string, of func(*ProvisioningObjectSummary) *Identity) []column {
	typ := column{name + "/identityType", func(s *ProvisioningObjectSummary) string { return of(s).IdentityType }}
	return slices.Insert(systemColumns(name, of), 2, typ)
}

func systemColumns(name string, of func(*ProvisioningObjectSummary) *Identity) []column {
	return []column{
		{name + "/id", func(s *ProvisioningObjectSummary) string { return of(s).ID }},
		{name + "/displayName", func(s *ProvisioningObjectSummary) string { return of(s).DisplayName }},
		{name + "/details", func(s *ProvisioningObjectSummary) string { return jsonOf(of(s).Details) }},
	}
}

// jsonOf is details as one text.
func jsonOf(details map[string]string) string {
	data, _ := json.Marshal(object(details)) // strings cannot fail
	return string(data)
}
