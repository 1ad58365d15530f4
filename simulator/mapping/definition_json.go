package mapping

import "cmp"

func parseDirectory(n node) *DirectoryDefinition {
	n.object()
	d := parseDirectoryMembers(n)
	for _, o := range n.member("objects").list() {
		o.object()
		object := parseObjectMembers(o)
		names := map[string]bool{}
		for _, a := range o.member("attributes").list() {
			definition := parseAttribute(a)
			if names[definition.Name] {
				a.member("name").fault("expected one definition for each attribute, found a second for %q", definition.Name)
			}
			names[definition.Name] = true
			object.Attributes = append(object.Attributes, definition)
		}
		d.Objects = append(d.Objects, object)
	}
	return d
}

func parseDirectoryMembers(n node) *DirectoryDefinition {
	return &DirectoryDefinition{
		ID:                n.member("id").text(),
		Name:              n.member("name").name(),
		Version:           n.member("version").text(),
		Discoverabilities: n.member("discoverabilities").text(),
		DiscoveryDateTime: n.member("discoveryDateTime").text(),
		Metadata:          parseMetadata(n.member("metadata")),
		raw:               n.value,
	}
}

func parseObjectMembers(n node) *ObjectDefinition {
	return &ObjectDefinition{Name: n.member("name").name(), Metadata: parseMetadata(n.member("metadata")), raw: n.value}
}

func parseAttribute(n node) AttributeDefinition {
	n.object()
	return AttributeDefinition{
		Name: n.member("name").name(),
		Type: oneOf(n.member("type"), TypeString, TypeInteger, TypeReference, TypeBinary, TypeBoolean, TypeDateTime),
		// Whether Graph's default is exact is not known; exact sends a change of letter case, as a user expects.
		CaseExact:         n.member("caseExact").flag(true),
		Multivalued:       n.member("multivalued").flag(false),
		Required:          n.member("required").flag(false),
		DefaultValue:      n.member("defaultValue").optional(),
		Anchor:            n.member("anchor").flag(false),
		Mutability:        oneOf(n.member("mutability"), MutabilityReadWrite, MutabilityReadOnly, MutabilityImmutable, MutabilityWriteOnly),
		FlowNullValues:    n.member("flowNullValues").flag(false),
		ReferencedObjects: parseReferencedObjects(n.member("referencedObjects")),
		Metadata:          parseMetadata(n.member("metadata")),
		raw:               n.value,
	}
}

func parseReferencedObjects(n node) []ReferencedObject {
	var list []ReferencedObject
	for _, o := range n.list() {
		o.object()
		list = append(list, ReferencedObject{
			ReferencedObjectName: o.member("referencedObjectName").name(),
			ReferencedProperty:   o.member("referencedProperty").text(),
			raw:                  o.value,
		})
	}
	return list
}

func (d *DirectoryDefinition) write() *jsonValue {
	was := parseDirectoryMembers(silent(orEmpty(d.raw)))
	w := rewrite(d.raw)
	put(w, "id", d.ID, was.ID)
	put(w, "name", d.Name, was.Name)
	put(w, "version", d.Version, was.Version)
	put(w, "discoverabilities", d.Discoverabilities, was.Discoverabilities)
	if d.DiscoveryDateTime != was.DiscoveryDateTime {
		put(w, "discoveryDateTime", d.DiscoveryDateTime, was.DiscoveryDateTime)
	}
	putList(w, "metadata", d.Metadata, MetadataEntry.write)
	putList(w, "objects", d.Objects, (*ObjectDefinition).write)
	return w.value()
}

func (o *ObjectDefinition) write() *jsonValue {
	was := parseObjectMembers(silent(orEmpty(o.raw)))
	w := rewrite(o.raw)
	put(w, "name", o.Name, was.Name)
	putList(w, "metadata", o.Metadata, MetadataEntry.write)
	putList(w, "attributes", o.Attributes, AttributeDefinition.write)
	return w.value()
}

func (a AttributeDefinition) write() *jsonValue {
	was := parseAttribute(silent(orEmpty(a.raw)))
	w := rewrite(a.raw)
	put(w, "anchor", a.Anchor, was.Anchor)
	put(w, "caseExact", a.CaseExact, was.CaseExact)
	putOptional(w, "defaultValue", a.DefaultValue, was.DefaultValue)
	put(w, "flowNullValues", a.FlowNullValues, was.FlowNullValues)
	put(w, "multivalued", a.Multivalued, was.Multivalued)
	put(w, "mutability", cmp.Or(a.Mutability, MutabilityReadWrite), was.Mutability)
	put(w, "name", a.Name, was.Name)
	put(w, "required", a.Required, was.Required)
	put(w, "type", cmp.Or(a.Type, TypeString), was.Type)
	putList(w, "referencedObjects", a.ReferencedObjects, ReferencedObject.write)
	putList(w, "metadata", a.Metadata, MetadataEntry.write)
	return w.value()
}

func (o ReferencedObject) write() *jsonValue {
	w := rewrite(o.raw)
	name, _ := w.out.member("referencedObjectName").text()
	property, _ := w.out.member("referencedProperty").text()
	put(w, "referencedObjectName", o.ReferencedObjectName, name)
	put(w, "referencedProperty", o.ReferencedProperty, property)
	return w.value()
}
