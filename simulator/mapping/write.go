package mapping

import (
	"bytes"
	"cmp"
	"io"
	"slices"
)

// MarshalJSON gives the schema as Graph has it, on one line: every member that was read, known or not, in its order, and
// as it was written unless it was changed since.
func (s *SynchronizationSchema) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	s.write().write(&b, -1)
	return b.Bytes(), nil
}

// Write writes the schema like MarshalJSON, indented for people.
func (s *SynchronizationSchema) Write(w io.Writer) error {
	var b bytes.Buffer
	s.write().write(&b, 0)
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// rewriting is an object that is written anew from what was read and what it has become.
type rewriting struct {
	isNew bool // nothing was read
	out   *jsonValue
}

// rewrite begins with all members that were read; raw is nil for an object that was made since.
func rewrite(raw *jsonValue) *rewriting {
	if raw == nil {
		return &rewriting{isNew: true, out: &jsonValue{kind: '{'}}
	}
	return &rewriting{out: &jsonValue{kind: '{', members: slices.Clone(raw.members)}}
}

func (w *rewriting) value() *jsonValue { return w.out }

// set gives the member another value, in its place or at the end.
func (w *rewriting) set(name string, value *jsonValue) {
	i := slices.IndexFunc(w.out.members, func(m jsonMember) bool { return m.name == name })
	if i >= 0 {
		w.out.members[i].value = value
		return
	}
	w.out.members = append(w.out.members, jsonMember{name: name, key: encodeJSON(name).raw, value: value})
}

// put writes a member that is not what it was: one that Graph left out stays out, and a number as it was written.
func put[T comparable](w *rewriting, name string, now, was T) {
	if w.isNew || now != was {
		w.set(name, encodeJSON(now))
	}
}

// putOptional is put for a text that may be null.
func putOptional(w *rewriting, name string, now, was *string) {
	if w.isNew || (now == nil) != (was == nil) || now != nil && *now != *was {
		w.set(name, encodeJSON(now))
	}
}

// putList writes a list element by element. What was null or left out stays so while there is no element.
func putList[T any](w *rewriting, name string, list []T, write func(T) *jsonValue) {
	before := w.out.member(name)
	if len(list) == 0 && !w.isNew && (before == nil || len(before.elements) == 0) {
		return
	}
	elements := make([]*jsonValue, len(list))
	for i, item := range list {
		elements[i] = write(item)
	}
	w.set(name, &jsonValue{kind: '[', elements: elements})
}

// silent is a node for reading again what was read without fault, to see what has changed since.
func silent(raw *jsonValue) node {
	return node{path: "$", value: raw, found: &findings{}}
}

// orEmpty is an object in any case.
func orEmpty(raw *jsonValue) *jsonValue {
	if raw == nil {
		return &jsonValue{kind: '{'}
	}
	return raw
}

func (s *SynchronizationSchema) write() *jsonValue {
	was := parseSchemaMembers(silent(orEmpty(s.raw)))
	w := rewrite(s.raw)
	put(w, "id", s.ID, was.ID)
	put(w, "version", s.Version, was.Version)
	putList(w, "synchronizationRules", s.SynchronizationRules, (*SynchronizationRule).write)
	putList(w, "directories", s.Directories, (*DirectoryDefinition).write)
	return w.value()
}

func (r *SynchronizationRule) write() *jsonValue {
	was := parseRuleMembers(silent(orEmpty(r.raw)))
	w := rewrite(r.raw)
	put(w, "editable", r.Editable, was.Editable)
	put(w, "id", r.ID, was.ID)
	put(w, "name", r.Name, was.Name)
	put(w, "priority", r.Priority, was.Priority)
	put(w, "sourceDirectoryName", r.SourceDirectoryName, was.SourceDirectoryName)
	put(w, "targetDirectoryName", r.TargetDirectoryName, was.TargetDirectoryName)
	putList(w, "metadata", r.Metadata, MetadataEntry.write)
	putList(w, "objectMappings", r.ObjectMappings, (*ObjectMapping).write)
	return w.value()
}

func (m *ObjectMapping) write() *jsonValue {
	was := parseObjectMappingMembers(silent(orEmpty(m.raw)))
	w := rewrite(m.raw)
	put(w, "enabled", m.Enabled, was.Enabled)
	if w.isNew || m.FlowTypes != was.FlowTypes {
		w.set("flowTypes", encodeJSON(m.FlowTypes.String()))
	}
	put(w, "name", m.Name, was.Name)
	scope := w.out.member("scope")
	switch {
	case m.Scope != nil:
		w.set("scope", m.Scope.write(scope))
	case !scope.isNull() || w.isNew:
		w.set("scope", encodeJSON(nil))
	}
	put(w, "sourceObjectName", m.SourceObjectName, was.SourceObjectName)
	put(w, "targetObjectName", m.TargetObjectName, was.TargetObjectName)
	putList(w, "metadata", m.Metadata, MetadataEntry.write)
	putList(w, "attributeMappings", m.AttributeMappings, (*AttributeMapping).write)
	return w.value()
}

func (row *AttributeMapping) write() *jsonValue {
	was := parseAttributeMapping(silent(orEmpty(row.raw)))
	w := rewrite(row.raw)
	putOptional(w, "defaultValue", row.DefaultValue, was.DefaultValue)
	put(w, "exportMissingReferences", row.ExportMissingReferences, was.ExportMissingReferences)
	put(w, "flowBehavior", cmp.Or(row.FlowBehavior, FlowWhenChanged), was.FlowBehavior)
	put(w, "flowType", cmp.Or(row.FlowType, FlowTypeAlways), was.FlowType)
	put(w, "matchingPriority", row.MatchingPriority, was.MatchingPriority)
	put(w, "targetAttributeName", row.TargetAttributeName, was.TargetAttributeName)
	source := w.out.member("source")
	switch {
	case row.Source != nil && (was.Source == nil || row.Source.Expression != was.Source.Expression):
		w.set("source", row.Source.write(source))
	case row.Source == nil && (!source.isNull() || w.isNew):
		w.set("source", encodeJSON(nil))
	}
	return w.value()
}
