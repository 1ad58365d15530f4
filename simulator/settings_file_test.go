package simulator_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// Every kind of setting can be read from a file, and nothing else can.
func TestReadSettings(t *testing.T) {
	s, err := simulator.ReadSettings("settings.yaml", []byte(`
# as in: entrasim list settings
Interval: 20m
EscrowDelays: [0s, 6h, 12h, 24h]
SkipReadBeforeUpdate: true
MembersPerPatch: 10
QuarantineThresholds: {Percent: 60}
Lanes:
  - {Kind: deprovision, Every: 40m}
  - {Kind: create, Every: 24h, Phase: 90m}
  - {Kind: update, Every: 24h}
Scoping:
  Ampersand: AmpersandBits
Expressions:
  Zone: Asia/Tokyo
Wire:
  UserAgent: Entra/1
  Header:
    Accept-Encoding: [gzip]
  Manager: ManagerObject
  AnswerType: AnswerSCIM
  RetryAfter: RetryAfterUnavailable
  ManagerRemoval: ManagerFiltered
`))
	require.NoError(t, err)
	assert.Equal(t, 20*time.Minute, s.Interval)
	assert.Equal(t, []time.Duration{0, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour}, s.EscrowDelays)
	assert.True(t, s.SkipReadBeforeUpdate)
	assert.Equal(t, 10, s.MembersPerPatch)
	assert.Equal(t, 60, s.QuarantineThresholds.Percent)
	assert.Equal(t, simulator.Lane{Kind: simulator.Create, Every: 24 * time.Hour, Phase: 90 * time.Minute}, s.Lanes[1])
	assert.Equal(t, mapping.AmpersandBits, s.Scoping.Ampersand)
	assert.Equal(t, "Asia/Tokyo", s.Expressions.Zone.String())
	assert.Equal(t, connector.Wire{
		UserAgent: "Entra/1", Header: http.Header{"Accept-Encoding": {"gzip"}}, Manager: connector.ManagerObject,
		AnswerType: connector.AnswerSCIM, RetryAfter: connector.RetryAfterUnavailable, ManagerRemoval: connector.ManagerFiltered,
	}, s.Wire)
}

func TestSettingsThatCannotBeRead(t *testing.T) {
	for text, want := range map[string]string{
		"MembersPerPatsh: 3":                       "s.yaml:1:1: expected the name of a setting, found MembersPerPatsh; the nearest is MembersPerPatch",
		"Wire:\n  UserAgnet: x":                    "s.yaml:2:3: expected the name of a setting, found UserAgnet; the nearest is UserAgent",
		"Wire: {Manager: ManagerX}":                `s.yaml:1:17: Wire.Manager: expected one of ManagerText, ManagerObject, ManagerList, found "ManagerX"`,
		"SkipProbe: true\nInterval: soon":          `s.yaml:2:11: Interval: expected a duration such as 40m or 6h, found "soon"`,
		"EscrowDelays: [6h, 1]":                    `s.yaml:1:20: EscrowDelays[1]: expected a duration such as 40m or 6h, found "1"`,
		"EscrowDelays: 6h":                         `s.yaml:1:15: EscrowDelays: expected a list, found "6h"`,
		"SkipProbe: 3":                             `s.yaml:1:12: SkipProbe: expected true or false, found "3"`,
		"TooManyDeletesThreshold: 1.5":             `s.yaml:1:26: TooManyDeletesThreshold: expected a whole number, found "1.5"`,
		"MembersPerPatch: [3]":                     "MembersPerPatch: expected a whole number, found a list",
		"Wire: {Header: {X-Trace: a}}":             `Wire.Header.X-Trace: expected a list, found "a"`,
		"Expressions: {Zone: Moon}":                `s.yaml:1:21: Expressions.Zone: expected a time zone such as Europe/Berlin, found "Moon"`,
		"MembersPerPatch: -1":                      "s.yaml: MembersPerPatch: expected 0 or more, found -1",
		"QuarantineThresholds: {Percent: 400}":     "s.yaml: QuarantineThresholds.Percent: expected 0 to 100, found 400",
		"Lanes: [{Kind: create, Phase: tomorrow}]": `s.yaml:1:31: Lanes[0].Phase: expected a duration`,
		"Lanes: [{Kind: x}]":                       "s.yaml: Lanes[0]: expected an interval above 0",
		"- SkipProbe":                              "s.yaml:1:1: settings: expected a mapping, found a list",
		"Scoping:\n\tAmpersand: x":                 "s.yaml:2:1: ",
		"Lanes: [{Evry: 40m}]":                     "the nearest is Every",
		"QuarantineThresholds: true":               `s.yaml:1:23: QuarantineThresholds: expected a mapping, found "true"`,
	} {
		_, err := simulator.ReadSettings("s.yaml", []byte(text))
		assert.ErrorContains(t, err, want, text)
	}
	s, err := simulator.ReadSettings("s.yaml", nil)
	require.NoError(t, err)
	assert.Equal(t, simulator.SettingsFile{}, s)
}

// Whatever a file has, it is read or refused.
func FuzzReadSettings(f *testing.F) {
	for _, text := range []string{
		"Interval: 20m\nLanes: [{Kind: create, Every: 40m}]", "Wire: {Header: {a: [b]}, Manager: ManagerObject}", "- 1", "Wire: &a {UserAgent: x}\nScoping: *a",
		"Expressions: {Zone: UTC}", "EscrowDelays: [1s, 2]", "? Interval\n: 1m", "Lanes:\n  - 7", "<<: {SkipProbe: true}", "---\nInterval: 1m\n---\nSkipProbe: true",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			return
		}
		if _, err := simulator.ReadSettings("s.yaml", []byte(text)); err != nil {
			assert.Contains(t, err.Error(), "s.yaml")
		}
	})
}
