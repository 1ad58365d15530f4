package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cucumber/godog"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

func logSteps() []Definition {
	return []Definition{
		{`^the provisioning log has these rows for (\w+)$`,
			"Compares all rows of the user or group, oldest first: provisioningAction, status and, where the table has the column, errorCode. Skipped rows count only where the table has one.",
			"Then the provisioning log has these rows for alice\n  | action  | status  |\n  | create  | success |",
			(*world).logHas},
		{`^the provisioning log tells for (\w+)$`,
			"The reason of the user's latest row holds each text, in any letter case.",
			"Then the provisioning log tells for alice\n  | text         |\n  | phoneNumbers |",
			(*world).logTells},
		{`^the latest log row for (\w+) modifies$`,
			"The latest row of the user or group has each of these among its modifiedProperties.",
			"Then the latest log row for alice modifies\n  | attribute   | new           |\n  | displayName | Alice Married |",
			(*world).logModifies},
		{`^no cycle has more than one log row for (\w+)$`,
			"One provisioningObjectSummary per object and cycle.",
			"Then no cycle has more than one log row for alice",
			(*world).logOncePerCycle},
	}
}

// rowsOf gives the rows of a person or group in the provisioning log, oldest first.
func (w *world) rowsOf(name string) ([]auditlog.ProvisioningObjectSummary, error) {
	var objectID string
	if g, found := w.groups[name]; found {
		objectID = g.objectID
	} else {
		p, err := w.person(name)
		if err != nil {
			return nil, err
		}
		objectID = p.objectID
	}
	if w.job == nil {
		return nil, nil
	}
	return w.job.Log().Object(objectID), nil
}

func (w *world) logHas(_ context.Context, name string, table *godog.Table) error {
	rows, err := w.rows(table, "action", "status", "errorCode?")
	if err != nil {
		return err
	}
	all, err := w.rowsOf(name)
	if err != nil {
		return err
	}
	withSkips := slices.ContainsFunc(rows, func(r row) bool { return r["status"] == "skipped" })
	_, withCodes := rows[0]["errorCode"]
	var want, got []string
	for _, r := range rows {
		want = append(want, strings.TrimSpace(r["action"]+" "+r["status"]+" "+r["errorCode"]))
	}
	for _, s := range all {
		if s.ProvisioningStatusInfo.Status == auditlog.StatusSkipped && !withSkips {
			continue
		}
		line := string(s.ProvisioningAction) + " " + string(s.ProvisioningStatusInfo.Status)
		if withCodes {
			line += " " + errorCode(s)
		}
		got = append(got, strings.TrimSpace(line))
	}
	if slices.Equal(want, got) {
		return nil
	}
	actual := strings.Join(got, ", ")
	if n := len(all); n > 0 && reasonOf(all[n-1]) != "" {
		actual += " (" + reasonOf(all[n-1]) + ")"
	}
	return w.mismatch("log rows "+strings.Join(want, ", "), "log rows "+orNothing(actual))
}

func errorCode(s auditlog.ProvisioningObjectSummary) string {
	if s.ProvisioningStatusInfo.ErrorInformation == nil {
		return ""
	}
	return s.ProvisioningStatusInfo.ErrorInformation.ErrorCode
}

// reasonOf is what an administrator reads beside a failure.
func reasonOf(s auditlog.ProvisioningObjectSummary) string {
	e := s.ProvisioningStatusInfo.ErrorInformation
	if e == nil {
		return ""
	}
	return strings.TrimSpace(e.Reason + " " + e.AdditionalDetails)
}

func (w *world) logTells(_ context.Context, name string, table *godog.Table) error {
	rows, err := w.rows(table, "text")
	if err != nil {
		return err
	}
	all, err := w.rowsOf(name)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return w.mismatch("a log row for "+name, "none")
	}
	reason := reasonOf(all[len(all)-1])
	for _, r := range rows {
		if !strings.Contains(strings.ToLower(reason), strings.ToLower(r["text"])) {
			return w.mismatch("a reason in the log that names "+r["text"], orNothing(reason))
		}
	}
	return nil
}

func (w *world) logModifies(_ context.Context, name string, table *godog.Table) error {
	rows, err := w.rows(table, "attribute", "new", "old?")
	if err != nil {
		return err
	}
	all, err := w.rowsOf(name)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return w.mismatch("a log row for "+name, "none")
	}
	_, withOld := rows[0]["old"]
	var want, got []string
	for _, r := range rows {
		for _, column := range []string{"new", "old"} {
			if r[column], err = w.fitValue(&w.run.demands.Users, r["attribute"], r[column]); err != nil {
				return err
			}
		}
		want = append(want, modification(r["attribute"], r["old"], r["new"], withOld))
	}
	for _, p := range all[len(all)-1].ModifiedProperties {
		got = append(got, modification(p.DisplayName, p.OldValue, p.NewValue, withOld))
	}
	missing := slices.DeleteFunc(slices.Clone(want), func(x string) bool { return slices.Contains(got, x) })
	if len(missing) == 0 {
		return nil
	}
	return w.mismatch("modified "+strings.Join(want, ", "), "modified "+orNothing(strings.Join(got, ", ")))
}

func modification(attribute, before, after string, withOld bool) string {
	if !withOld {
		return attribute + " to " + after
	}
	return attribute + " from " + orNothing(before) + " to " + after
}

func (w *world) logOncePerCycle(_ context.Context, name string) error {
	all, err := w.rowsOf(name)
	if err != nil {
		return err
	}
	cycles := map[string]int{}
	for _, s := range all {
		if cycles[s.CycleID]++; cycles[s.CycleID] > 1 {
			return fmt.Errorf("the cycle %s has more than one row for %s", s.CycleID, name)
		}
	}
	return nil
}
