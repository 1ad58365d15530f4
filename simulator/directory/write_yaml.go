package directory

import (
	"bytes"
	"io"
	"strconv"
	"time"
)

// WriteYAML writes the tenant in the format YAML, of which Load makes an equal one: roles, users, groups
// and assignments in the order of their creation, each with its id, attributes by name. What has been purged is not
// written, nor is the change feed.
func (t *Tenant) WriteYAML(w io.Writer) error {
	t.mu.Lock()
	text := t.yaml()
	t.mu.Unlock()
	_, err := w.Write(text)
	return err
}

// yaml is the tenant as text. The YAML library's encoder takes 400 µs for a user, which is minutes for a large tenant; what
// is needed of the language is three kinds of lines. The caller holds mu.
func (t *Tenant) yaml() []byte {
	w := &yamlWriter{}
	w.section("appRoles")
	for _, r := range t.roles {
		w.item("id", r.ID)
		w.text("value", r.Value)
		w.text("displayName", r.DisplayName)
		w.line("enabled", strconv.FormatBool(r.Enabled))
	}
	w.section("users")
	for _, o := range t.users {
		if !o.purged {
			w.object(o, userTable)
			if o.manager != nil {
				w.text(Manager, o.manager.reference())
			}
		}
	}
	w.section("groups")
	for _, o := range t.groups {
		if o.purged {
			continue
		}
		w.object(o, groupTable)
		if o.members.len() > 0 {
			w.list("members")
			for member := range o.members.all() {
				w.element(member.reference())
			}
		}
	}
	w.section("assignments")
	for _, objects := range [][]*object{t.users, t.groups} {
		for _, o := range objects {
			for _, r := range o.roles {
				w.item("principal", o.reference())
				if r.ID != DefaultAccess {
					w.text("role", r.ID)
				}
			}
		}
	}
	return w.Bytes()
}

// reference is how a file names the object: a user that is not deleted by its userPrincipalName, anything else by its id.
func (o *object) reference() string {
	if o.isGroup() || o.softDeleted() {
		return o.id
	}
	return o.name()
}

// yamlWriter writes lists of mappings under names.
type yamlWriter struct {
	bytes.Buffer
	pending string // the name of a section that has no item yet
}

// section begins a list of mappings, which is not written if it stays empty.
func (w *yamlWriter) section(name string) { w.pending = name }

// item begins a mapping with its first text.
func (w *yamlWriter) item(name, text string) {
	if w.pending != "" {
		w.WriteString(w.pending + ":\n")
		w.pending = ""
	}
	w.WriteString("  - " + name + ": " + yamlText(text) + "\n")
}

func (w *yamlWriter) line(name, value string) { w.WriteString("    " + name + ": " + value + "\n") }
func (w *yamlWriter) text(name, text string)  { w.line(name, yamlText(text)) }
func (w *yamlWriter) list(name string)        { w.WriteString("    " + name + ":\n") }
func (w *yamlWriter) element(text string)     { w.WriteString("      - " + yamlText(text) + "\n") }

// object begins the mapping of a user or group with all that is no reference.
func (w *yamlWriter) object(o *object, t *table) {
	w.item("id", o.id)
	if o.softDeleted() {
		w.text("deletedDateTime", o.deletedDateTime().Format(time.RFC3339Nano))
	}
	for r := (&unpacker{rest: string(o.attributes)}); r.rest != ""; {
		name, value := r.next(t)
		switch v := value.(type) {
		case string:
			w.text(name, v)
		case bool:
			w.line(name, strconv.FormatBool(v))
		case int64:
			w.line(name, strconv.FormatInt(v, 10))
		case []string:
			w.list(name)
			for _, text := range v {
				w.element(text)
			}
		}
	}
}
