package portal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/store"
)

// configureUser replaces a user's configuration, whatever the user's origin, archived or not. It is not a change that
// SCIM shows, so version and lastModified stay.
func (p *Portal) configureUser(r *http.Request, e *auditEntry) (answer, error) {
	m, err := readMembers(r, "role", "skills", "queues", "extension", "phonePreferences")
	if err != nil {
		return answer{}, err
	}
	c, err := readConfiguration(m)
	if err != nil {
		return answer{}, err
	}
	return p.update(r.PathValue("id"), e, func(record store.Record) (store.Record, error) {
		record.Configuration = c
		return record, nil
	})
}

// readConfiguration reads the members of a configuration. Each may be missing: skills can be set before the role, and the
// user is not ready until then.
func readConfiguration(m members) (*store.Configuration, error) {
	c := &store.Configuration{}
	var err error
	if c.Role, err = readRole(m); err != nil {
		return nil, err
	}
	if c.Skills, err = readNames(m, "skills"); err != nil {
		return nil, err
	}
	if c.Queues, err = readNames(m, "queues"); err != nil {
		return nil, err
	}
	if c.Extension, err = readExtension(m); err != nil {
		return nil, err
	}
	if c.PhonePreferences, err = readSettings(m, "phonePreferences"); err != nil {
		return nil, err
	}
	return c, nil
}

func readRole(m members) (store.Role, error) {
	if !m.has("role") {
		return "", nil
	}
	const expected = "Agent, Supervisor or Administrator"
	var role store.Role
	if err := m.read("role", expected, &role); err != nil {
		return "", err
	}
	if !slices.Contains([]store.Role{store.Agent, store.Supervisor, store.Administrator}, role) {
		return "", invalidValue("role: expected %s, found %q", expected, string(role))
	}
	return role, nil
}

// readNames reads a list of names, each of them once.
func readNames(m members, name string) ([]string, error) {
	var values []*string // pointers, as null would pass for an empty name
	if err := m.read(name, "a list of names", &values); err != nil {
		return nil, err
	}
	var names []string
	seen := map[string]bool{}
	for i, v := range values {
		if v == nil || strings.TrimSpace(*v) == "" {
			return nil, invalidValue("%s[%d]: expected a name, found nothing", m.name(name), i)
		}
		if seen[*v] {
			return nil, invalidValue("%s[%d]: expected each name once, found %q again", m.name(name), i, *v)
		}
		seen[*v] = true
		names = append(names, *v)
	}
	return names, nil
}

func readExtension(m members) (*store.Extension, error) {
	if !m.has("extension") {
		return nil, nil
	}
	inner, err := parseMembers(m.name("extension"), m.values["extension"], "number", "settings")
	if err != nil {
		return nil, err
	}
	x := &store.Extension{}
	if err := inner.read("number", "a string", &x.Number); err != nil {
		return nil, err
	}
	if strings.TrimSpace(x.Number) == "" {
		return nil, invalidValue("%s: expected a number, found nothing", inner.name("number"))
	}
	x.Settings, err = readSettings(inner, "settings")
	return x, err
}

// readSettings reads settings by name. Which there are is the telephony's business; their values are strings, numbers
// and booleans.
func readSettings(m members, name string) (map[string]any, error) {
	if !m.has(name) {
		return nil, nil
	}
	inner, err := parseMembers(m.name(name), m.values[name])
	if err != nil {
		return nil, err
	}
	settings := map[string]any{}
	for _, setting := range slices.Sorted(maps.Keys(inner.values)) {
		text := inner.values[setting]
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber() // a number is given back as it came
		var value any
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("decode %s: %w", inner.name(setting), err)
		}
		switch value.(type) {
		case string, bool, json.Number:
			settings[setting] = value
		default:
			return nil, invalidValue("%s: expected a string, a number or a boolean, found %s", inner.name(setting), excerpt(text))
		}
	}
	return settings, nil
}
