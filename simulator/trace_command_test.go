package simulator_test

import (
	"context"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// run carries out one command.
func (s *story) run(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	name, more, _ := strings.Cut(rest, " ")
	id := s.objects[name]
	switch word {
	case "#":
	case "mapping":
		s.loadMapping(name)
	case "dialect":
		if name == connector.DialectCompliant.String() {
			s.connect.Dialect = connector.DialectCompliant
		}
	case "setting":
		return s.configure(name, more)
	case "expression":
		target, text, _ := strings.Cut(rest, " <- ")
		if err := s.schema.Users().SetExpression(target, text); err != nil || s.job == nil {
			return err
		}
		return s.job.SetSchema(s.schema)
	case "actions": // User|Group [Create] [Update] [Delete], of the mapping
		s.allow(name, strings.Fields(more))
	case "scope": // ATTRIBUTE=VALUE
		attribute, value, _ := strings.Cut(rest, "=")
		clause, err := mapping.NewFilterClause(attribute, "EQUALS", value)
		s.schema.Users().Scope = &mapping.Filter{Groups: []mapping.FilterGroup{{Clauses: []mapping.FilterClause{clause}}}}
		if err != nil || s.job == nil {
			return err
		}
		return s.job.SetSchema(s.schema)
	case "probes":
		s.showProbe = true
	case "user":
		u, err := s.tenant.CreateUser(merge(map[string]any{"userPrincipalName": name + "@x"}, more))
		s.objects[name] = u.ObjectID
		return err
	case "group":
		g, err := s.tenant.CreateGroup(merge(map[string]any{"displayName": name}, more))
		s.objects[name] = g.ObjectID
		return err
	case "rename": // GROUP NAME
		return s.tenant.UpdateGroup(id, map[string]any{"displayName": more})
	case "join", "leave", "manager", "nobody", "assign-group", "unassign-group", "delete-group":
		return s.relate(word, id, strings.Fields(more))
	case "set":
		return s.tenant.UpdateUser(id, merge(map[string]any{}, more))
	case "role": // that the application defines
		_, err := s.tenant.CreateAppRole(directory.AppRole{ID: "r-" + name, Value: name, DisplayName: strings.ToUpper(name), Enabled: true})
		return err
	case "assign-role": // USER ROLE
		return s.tenant.AssignUserRole(id, "r-"+more)
	case "unassign-role":
		return s.tenant.UnassignUserRole(id, "r-"+more)
	case "assign":
		return s.tenant.AssignUser(id)
	case "unassign":
		return s.tenant.UnassignUser(id)
	case "disable", "enable":
		return s.tenant.UpdateUser(id, map[string]any{"accountEnabled": word == "enable"})
	case "delete":
		return s.tenant.DeleteUser(id)
	case "restore":
		return s.tenant.RestoreUser(id)
	case "purge":
		return s.tenant.PurgeUser(id)
	case "tenant": // renames the deleted
		s.tenant.RenameDeletedUsers = true
	case "target":
		return s.arrange(strings.Fields(rest))
	case "start":
		s.begin()
		s.job.Start()
		return s.advance("0s")
	case "pause":
		s.job.Pause()
	case "delete-job":
		s.job.Delete()
	case "create-job": // ID
		return s.job.Create(name)
	case "restart": // [SCOPE,SCOPE]
		scopes, err := simulator.ParseResetScope(rest)
		if err != nil {
			return err
		}
		s.job.Restart(scopes...)
		return s.advance("0s")
	case "demand": // USER, or GROUP [MEMBER ...]
		return s.demand(id, strings.Fields(more))
	case "everybody":
		s.job.SetSyncAll(true)
	case "assigned":
		s.job.SetSyncAll(false)
	case "advance":
		return s.advance(rest)
	case "link":
		target, ok := s.job.Link(id)
		s.say("%s %t", target, ok)
	case "steps":
		s.tellSteps(id)
	case "status":
		s.tellStatus()
	default:
		return fmt.Errorf("unknown command %q", word)
	}
	return nil
}

// allow leaves so many actions to a mapping.
func (s *story) allow(typ string, actions []string) {
	m := s.schema.Users()
	if typ == "Group" {
		m = s.schema.Groups()
	}
	m.FlowTypes = mapping.FlowTypes{
		Add: slices.Contains(actions, "Create"), Update: slices.Contains(actions, "Update"), Delete: slices.Contains(actions, "Delete"),
	}
}

// relate changes what objects have to do with each other.
func (s *story) relate(word, id string, names []string) error {
	switch word {
	case "assign-group":
		return s.tenant.AssignGroup(id)
	case "unassign-group":
		return s.tenant.UnassignGroup(id)
	case "delete-group":
		return s.tenant.DeleteGroup(id)
	case "nobody":
		return s.tenant.ClearManager(id)
	case "manager":
		return s.tenant.SetManager(id, s.objects[names[0]])
	}
	for _, name := range names {
		change := s.tenant.AddMember
		if word == "leave" {
			change = s.tenant.RemoveMember
		}
		if err := change(id, s.objects[name]); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) demand(id string, names []string) error {
	provision := func() (simulator.OnDemandResult, error) { return s.job.ProvisionOnDemand(context.Background(), id) }
	if _, group := s.tenant.Group(id); group {
		var members []string
		for _, name := range names {
			members = append(members, s.objects[name])
		}
		provision = func() (simulator.OnDemandResult, error) {
			return s.job.ProvisionGroupOnDemand(context.Background(), id, members)
		}
	}
	answer, err := provision()
	s.tellRows()
	if err != nil {
		s.say("%v", err)
		return nil
	}
	s.say("%s", answer.Key)
	for _, step := range gjson.Get(answer.Value, "provisioningSteps").Array() {
		s.say("%s %s: %s", step.Get("type"), step.Get("status"), step.Get("description"))
		if absent := step.Get("details.NotProvisioned"); absent.Exists() {
			s.say("  not provisioned: %s", absent)
		}
	}
	return nil
}

func (s *story) advance(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil {
		return err
	}
	err = s.engine.AdvanceTo(context.Background(), s.clock.Now().Add(d))
	s.tellRows()
	return err
}

// configure sets a field of Settings by its name.
func (s *story) configure(name, value string) error {
	if name == "Lanes" { // of the VCC profile
		s.settings.Lanes = []simulator.Lane{
			{Kind: simulator.Deprovision, Every: time.Minute}, {Kind: simulator.Create, Every: 5 * time.Minute, Phase: 3 * time.Minute},
			{Kind: simulator.Update, Every: 40 * time.Minute},
		}
		return nil
	}
	field := reflect.ValueOf(&s.settings).Elem()
	if wire, ok := strings.CutPrefix(name, "Wire."); ok {
		field, name = reflect.ValueOf(&s.connect.Wire).Elem(), wire
	}
	for part := range strings.SplitSeq(name, ".") {
		field = field.FieldByName(part)
	}
	switch {
	case !field.IsValid():
		return fmt.Errorf("unknown setting %q", name)
	case field.Type() == reflect.TypeFor[[]time.Duration]():
		for text := range strings.FieldsSeq(value) {
			d, err := time.ParseDuration(text)
			if err != nil {
				return err
			}
			field.Set(reflect.Append(field, reflect.ValueOf(d)))
		}
	case field.Kind() == reflect.Bool:
		field.SetBool(true)
	case field.Type() == reflect.TypeFor[time.Duration]():
		d, err := time.ParseDuration(value)
		field.SetInt(int64(d))
		return err
	case field.CanUint():
		n, err := strconv.ParseUint(value, 10, 8)
		field.SetUint(n)
		return err
	default:
		n, err := strconv.ParseInt(value, 10, 64)
		field.SetInt(n)
		return err
	}
	return nil
}

// arrange changes the target behind the job's back.
func (s *story) arrange(words []string) error {
	switch words[0] {
	case "answers": // STATUS to the next METHOD, or to the one after the probe with "after probe"
		status, err := strconv.Atoi(words[1])
		s.target.faults = append(s.target.faults, fault{method: words[2], status: status, sparesProbe: len(words) > 3})
		return err
	case "loses": // the answer to the next METHOD
		s.target.faults = append(s.target.faults, fault{method: words[1], lost: true})
	case "has": // a user with these attributes
		user := map[string]any{}
		for _, word := range words[1:] {
			path, value, _ := strings.Cut(word, "=")
			set(user, path, value)
		}
		s.say("%s", s.target.add(s.target.users, user))
	case "ignores": // filters
		s.target.unfiltered = true
	case "hides": // a user whom no filter finds
		s.target.taken[words[1]] = true
	case "shows":
		delete(s.target.taken, words[1])
	case "forgets":
		s.target.remove(words[1])
	default:
		return fmt.Errorf("unknown arrangement %q", words[0])
	}
	return nil
}

// merge reads name=value pairs, values with blanks in quotes; an empty value clears.
func merge(attributes map[string]any, text string) map[string]any {
	for _, pair := range regexp.MustCompile(`(\w+)=("[^"]*"|\S*)`).FindAllStringSubmatch(text, -1) {
		switch value := strings.Trim(pair[2], `"`); value {
		case "":
			attributes[pair[1]] = nil
		case "true", "false":
			attributes[pair[1]] = value == "true"
		case "a,b":
			attributes[pair[1]] = []string{"a", "b"}
		default:
			attributes[pair[1]] = value
		}
	}
	return attributes
}
