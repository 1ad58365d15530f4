package simulator

import (
	"fmt"
	"slices"
	"strings"
)

// ResetScope is something that a restart forgets (Graph: synchronizationJobRestartCriteria.resetScope).
type ResetScope string

const (
	// ResetNone forgets nothing. Graph's page advises against it.
	ResetNone ResetScope = "None"
	// ResetConnectorDataStore breaks the links, so that objects are matched again.
	ResetConnectorDataStore ResetScope = "ConnectorDataStore"
	// ResetEscrows drops operations that failed and wait for a retry.
	ResetEscrows ResetScope = "Escrows"
	// ResetWatermark makes the next cycle an initial one.
	ResetWatermark ResetScope = "Watermark"
	// ResetQuarantineState lifts the quarantine.
	ResetQuarantineState ResetScope = "QuarantineState"
	// ResetFull is all of the above.
	ResetFull ResetScope = "Full"
	// ResetForceDeletes forgets nothing, and lets the next cycle carry out the deletions that were withheld.
	ResetForceDeletes ResetScope = "ForceDeletes"
)

var (
	resetScopes = []ResetScope{
		ResetNone, ResetConnectorDataStore, ResetEscrows, ResetWatermark, ResetQuarantineState, ResetFull, ResetForceDeletes,
	}
	// buttonScopes are those of the portal's button.
	buttonScopes = []ResetScope{ResetQuarantineState, ResetWatermark, ResetEscrows}
)

// ParseResetScope reads scopes as Graph writes them, with commas between them. An empty text is no scope.
func ParseResetScope(text string) ([]ResetScope, error) {
	var scopes []ResetScope
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		at := slices.IndexFunc(resetScopes, func(s ResetScope) bool { return strings.EqualFold(string(s), name) })
		if at < 0 {
			all := strings.Trim(strings.ReplaceAll(fmt.Sprint(resetScopes), " ", ", "), "[]")
			return nil, fmt.Errorf("resetScope: expected one of %s, found %q", all, name)
		}
		scopes = append(scopes, resetScopes[at])
	}
	return scopes, nil
}

// Restart forgets what the scopes name and runs the job now, also one that was paused or disabled. Without scopes it does
// what the portal's button does: quarantine, watermark and escrows are forgotten, links are kept (Graph:
// synchronizationJob restart).
func (j *Job) Restart(scopes ...ResetScope) {
	if len(scopes) == 0 {
		scopes = buttonScopes
	}
	if slices.Contains(scopes, ResetFull) {
		scopes = slices.Concat(scopes, buttonScopes, []ResetScope{ResetConnectorDataStore}) // beside others, such as ForceDeletes
	}
	for _, scope := range scopes {
		switch scope {
		case ResetConnectorDataStore:
			j.store.clear()
		case ResetEscrows:
			j.waiting.dropEscrows()
			j.references.dropEscrows()
		case ResetWatermark:
			j.watermark, j.initial = 0, true
		case ResetQuarantineState:
			j.quarantine = nil
		case ResetForceDeletes:
			j.forceDeletes = true
		case ResetNone, ResetFull:
		}
	}
	j.Start()
}
