package mapping

import "slices"

// Clone shares nothing with s that can change.
func (s *SynchronizationSchema) Clone() *SynchronizationSchema {
	c := *s
	c.SynchronizationRules = make([]*SynchronizationRule, len(s.SynchronizationRules))
	for i, rule := range s.SynchronizationRules {
		r := *rule
		r.Metadata = slices.Clone(rule.Metadata)
		r.ObjectMappings = make([]*ObjectMapping, len(rule.ObjectMappings))
		for j, m := range rule.ObjectMappings {
			r.ObjectMappings[j] = m.clone()
		}
		c.SynchronizationRules[i] = &r
	}
	c.Directories = make([]*DirectoryDefinition, len(s.Directories))
	for i, d := range s.Directories {
		c.Directories[i] = d.clone()
	}
	c.define()
	return &c
}

func (m *ObjectMapping) clone() *ObjectMapping {
	c := *m
	c.Metadata = slices.Clone(m.Metadata)
	c.AttributeMappings = make([]*AttributeMapping, len(m.AttributeMappings))
	for i, row := range m.AttributeMappings {
		r := *row
		if row.DefaultValue != nil {
			text := *row.DefaultValue
			r.DefaultValue = &text
		}
		c.AttributeMappings[i] = &r
	}
	c.Scope = m.Scope.clone()
	return &c
}

func (f *Filter) clone() *Filter {
	if f == nil {
		return nil
	}
	c := *f
	c.Groups = cloneGroups(f.Groups)
	c.InputFilterGroups = cloneGroups(f.InputFilterGroups)
	c.CategoryFilterGroups = cloneGroups(f.CategoryFilterGroups)
	return &c
}

func cloneGroups(groups []FilterGroup) []FilterGroup {
	groups = slices.Clone(groups)
	for i := range groups {
		groups[i].Clauses = slices.Clone(groups[i].Clauses)
	}
	return groups
}

func (d *DirectoryDefinition) clone() *DirectoryDefinition {
	c := *d
	c.Metadata = slices.Clone(d.Metadata)
	c.Objects = make([]*ObjectDefinition, len(d.Objects))
	for i, o := range d.Objects {
		object := *o
		object.Metadata = slices.Clone(o.Metadata)
		object.Attributes = slices.Clone(o.Attributes)
		c.Objects[i] = &object
	}
	return &c
}
