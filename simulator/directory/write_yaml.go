package directory

import (
	"fmt"
	"io"
	"time"

	"github.com/goccy/go-yaml"
)

// WriteYAML writes the tenant in the format that LoadYAML reads, which makes an equal tenant of it: roles, users, groups
// and assignments in the order of their creation, each with its id, attributes by name. What has been purged is not
// written, nor is the change feed.
func (t *Tenant) WriteYAML(w io.Writer) error {
	t.mu.Lock()
	document := t.document()
	t.mu.Unlock()
	if len(document) == 0 {
		return nil
	}
	text, err := yaml.MarshalWithOptions(document, yaml.IndentSequence(true))
	if err != nil {
		return fmt.Errorf("directory: write: %w", err)
	}
	_, err = w.Write(text)
	return err
}

// document is the tenant as an ordered mapping. The caller holds mu.
func (t *Tenant) document() yaml.MapSlice {
	var document yaml.MapSlice
	add := func(name string, list []yaml.MapSlice) {
		if len(list) > 0 {
			document = append(document, yaml.MapItem{Key: name, Value: list})
		}
	}
	var roles, users, groups, assignments []yaml.MapSlice
	for _, r := range t.roles {
		roles = append(roles, yaml.MapSlice{{Key: "id", Value: quoted(r.ID)}, {Key: "value", Value: quoted(r.Value)},
			{Key: "displayName", Value: quoted(r.DisplayName)}, {Key: "enabled", Value: r.Enabled}})
	}
	for _, o := range t.users {
		if o.purged {
			continue
		}
		item := o.mapping(userTable)
		if o.manager != nil {
			item = append(item, yaml.MapItem{Key: Manager, Value: o.manager.reference()})
		}
		users, assignments = append(users, item), append(assignments, o.assignmentItems()...)
	}
	for _, o := range t.groups {
		if o.purged {
			continue
		}
		item := o.mapping(groupTable)
		if o.members.len() > 0 {
			list := make([]quoted, 0, o.members.len())
			for member := range o.members.all() {
				list = append(list, member.reference())
			}
			item = append(item, yaml.MapItem{Key: "members", Value: list})
		}
		groups, assignments = append(groups, item), append(assignments, o.assignmentItems()...)
	}
	add("appRoles", roles)
	add("users", users)
	add("groups", groups)
	add("assignments", assignments)
	return document
}

// mapping is the object without its references.
func (o *object) mapping(t *table) yaml.MapSlice {
	item := yaml.MapSlice{{Key: "id", Value: quoted(o.id)}}
	if o.softDeleted() {
		item = append(item, yaml.MapItem{Key: "deletedDateTime", Value: quoted(o.deleted.Format(time.RFC3339Nano))})
	}
	for r := (&unpacker{rest: string(o.attributes)}); r.rest != ""; {
		name, value := r.next(t)
		switch v := value.(type) {
		case string:
			value = quoted(v)
		case []string:
			list := make([]quoted, len(v))
			for i, text := range v {
				list[i] = quoted(text)
			}
			value = list
		}
		item = append(item, yaml.MapItem{Key: name, Value: value})
	}
	return item
}

// assignmentItems are the object's own assignments.
func (o *object) assignmentItems() []yaml.MapSlice {
	items := make([]yaml.MapSlice, len(o.roles))
	for i, r := range o.roles {
		items[i] = yaml.MapSlice{{Key: "principal", Value: o.reference()}}
		if r.ID != DefaultAccess {
			items[i] = append(items[i], yaml.MapItem{Key: "role", Value: quoted(r.ID)})
		}
	}
	return items
}

// reference is how a file names the object: a user that is not deleted by its userPrincipalName, anything else by its id.
func (o *object) reference() quoted {
	if o.isGroup() || o.softDeleted() {
		return quoted(o.id)
	}
	return quoted(o.name())
}
