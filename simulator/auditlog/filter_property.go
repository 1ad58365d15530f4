package auditlog

import "strings"

// property is one that a filter may name.
type property struct {
	name      string
	kind      kind
	operators []Operator
	text      func(*ProvisioningObjectSummary) string // of a textKind
	isObject  bool                                    // it is one of the names of entry.names
}

// kind is what a property is compared with.
type kind int

const (
	textKind kind = iota
	instantKind
	numberKind
)

// properties are those that Graph's pages name with "Supports $filter", in the order of an older list of them on "List
// provisioningObjectSummary", with their operators. The last two are of the beta. Their names may be written in any
// letter case, as the list itself does (jobid, jobId); servicePrincipal/name is the list's name for its displayName.
func properties() []property {
	type row = ProvisioningObjectSummary
	text, ordered := []Operator{Equal, Contains}, []Operator{Equal, GreaterThan, LessThan}
	return []property{
		{name: "id", operators: text, text: func(s *row) string { return s.ID }},
		{name: "activityDateTime", operators: ordered, kind: instantKind},
		{name: "tenantId", operators: text, text: func(s *row) string { return s.TenantID }},
		{name: "jobId", operators: text, text: func(s *row) string { return s.JobID }},
		{name: "changeId", operators: text, text: func(s *row) string { return s.ChangeID }},
		{name: "cycleId", operators: text, text: func(s *row) string { return s.CycleID }},
		{name: "provisioningAction", operators: text, text: func(s *row) string { return string(s.ProvisioningAction) }},
		{name: "durationInMilliseconds", operators: ordered, kind: numberKind},
		{name: "provisioningStatusInfo/status", operators: text, text: status},
		{name: "sourceSystem/displayName", operators: text, text: func(s *row) string { return s.SourceSystem.DisplayName }},
		{name: "targetSystem/displayName", operators: text, text: func(s *row) string { return s.TargetSystem.DisplayName }},
		{name: "sourceIdentity/identityType", operators: text, text: func(s *row) string { return s.SourceIdentity.IdentityType }},
		{name: "targetIdentity/identityType", operators: text, text: func(s *row) string { return s.TargetIdentity.IdentityType }},
		{name: "sourceIdentity/id", operators: text, text: func(s *row) string { return s.SourceIdentity.ID }, isObject: true},
		{name: "targetIdentity/id", operators: text, text: func(s *row) string { return s.TargetIdentity.ID }, isObject: true},
		{name: "sourceIdentity/displayName", operators: text, text: func(s *row) string { return s.SourceIdentity.DisplayName },
			isObject: true},
		{name: "targetIdentity/displayName", operators: text, text: func(s *row) string { return s.TargetIdentity.DisplayName },
			isObject: true},
		{name: "servicePrincipal/id", operators: text[:1], text: func(s *row) string { return s.ServicePrincipal.ID }},
		{name: "servicePrincipal/displayName", operators: text[:1], text: principalName},
		{name: "servicePrincipal/name", operators: text[:1], text: principalName},
		{name: "initiatedBy/displayName", operators: text, text: func(s *row) string { return s.InitiatedBy.DisplayName }},
		{name: "action", operators: text, text: func(s *row) string { return title(s.ProvisioningAction) }},
		{name: "statusInfo/status", operators: text, text: status},
	}
}

func status(s *ProvisioningObjectSummary) string { return string(s.ProvisioningStatusInfo.Status) }

func principalName(s *ProvisioningObjectSummary) string { return s.ServicePrincipal.DisplayName }

// propertyNamed finds a property, nil if there is none.
func propertyNamed(name string) *property {
	for _, p := range properties() {
		if strings.EqualFold(p.name, name) {
			return &p
		}
	}
	return nil
}

// propertyNames are the names of all, for a message.
func propertyNames() string {
	var names []string
	for _, p := range properties() {
		names = append(names, p.name)
	}
	return list(names)
}
