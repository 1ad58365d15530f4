package schema

import (
	"maps"
	"slices"
)

// Projection is which attributes of a resource an answer has (RFC 7644 section 3.9). The zero value has those that are
// returned by default.
type Projection struct {
	// only are the targets of the attributes parameter, nil if it was not given; excluded those of excludedAttributes.
	only, excluded []Target
	// written are those of a request that writes: what is returned on request is returned to whoever has written it (RFC
	// 7643 section 7).
	written []Target
	// narrow says that the attributes parameter was given, even if nothing in it is known.
	narrow bool
}

// Project makes a projection of the two query parameters, already split at commas. Names that are not known are ignored:
// such an attribute has no value to be returned.
func (t *ResourceType) Project(attributes, excluded []string) Projection {
	return Projection{only: t.targets(attributes), excluded: t.targets(excluded), narrow: len(attributes) > 0}
}

// Writing is the projection for the answer to a request that writes attributes of these names.
func (p Projection) Writing(t *ResourceType, names []string) Projection {
	p.written = t.targets(names)
	return p
}

func (t *ResourceType) targets(names []string) []Target {
	var targets []Target
	for _, name := range names {
		p, err := ParsePath(name)
		if err != nil {
			continue
		}
		// A client may name an attribute any number of times; each is looked at for every attribute that is shown.
		if target, err := t.Resolve(p); err == nil && !slices.Contains(targets, target) {
			targets = append(targets, target)
		}
	}
	return targets
}

// Value is what the projection leaves of an attribute's value, nil for nothing. Extension is the URN under which the
// attribute stands, empty for core and common ones. The value given is not modified.
func (p Projection) Value(extension string, a *Attribute, value any) any {
	switch a.Returned {
	case Always:
		return value
	case Never:
		return nil
	case OnRequest:
		if !p.narrow && !leadsTo(p.written, extension, a) {
			return nil
		}
	}
	if p.narrow {
		value = pick(p.only, extension, a, value)
	} else {
		value = drop(p.excluded, extension, a, value)
	}
	return p.withoutUnrequested(extension, a, value)
}

// withoutUnrequested leaves out sub-attributes that are returned on request only, and that nobody has requested or written.
func (p Projection) withoutUnrequested(extension string, a *Attribute, value any) any {
	for _, sub := range a.SubAttributes {
		named := func(t Target) bool { return t.Extension == extension && t.Attribute == a && t.Sub == sub }
		if sub.Returned != OnRequest || slices.ContainsFunc(p.only, named) {
			continue
		}
		if !p.narrow && leadsTo(p.written, extension, a) {
			continue
		}
		value = each(value, func(object map[string]any) { delete(object, sub.Name) })
	}
	return value
}

// leadsTo reports whether a target is the attribute, a part of it, or the extension as a whole.
func leadsTo(targets []Target, extension string, a *Attribute) bool {
	return slices.ContainsFunc(targets, func(t Target) bool {
		return t.Extension == extension && (t.Attribute == nil || t.Attribute == a)
	})
}

// pick keeps what is named: the attribute as a whole, or some of its sub-attributes.
func pick(targets []Target, extension string, a *Attribute, value any) any {
	var subs []string
	for _, t := range targets {
		switch {
		case t.Extension != extension:
		case t.Attribute == nil, t.Attribute == a && t.Sub == nil:
			return value
		case t.Attribute == a:
			subs = append(subs, t.Sub.Name)
		}
	}
	if subs == nil {
		return nil
	}
	return each(value, func(object map[string]any) {
		maps.DeleteFunc(object, func(name string, _ any) bool {
			return !slices.Contains(subs, name) && !returnedAlways(a, name)
		})
	})
}

// drop removes what is named.
func drop(targets []Target, extension string, a *Attribute, value any) any {
	var subs []string
	for _, t := range targets {
		switch {
		case t.Extension != extension:
		case t.Attribute == nil, t.Attribute == a && t.Sub == nil:
			return nil
		case t.Attribute == a:
			subs = append(subs, t.Sub.Name)
		}
	}
	if subs == nil {
		return value
	}
	return each(value, func(object map[string]any) {
		for _, s := range subs {
			if !returnedAlways(a, s) {
				delete(object, s)
			}
		}
	})
}

func returnedAlways(a *Attribute, sub string) bool {
	s := a.Sub(sub)
	return s != nil && s.Returned == Always
}

// each applies change to a copy of the object, or of every object in the array, and leaves out those that become empty.
func each(value any, change func(map[string]any)) any {
	switch v := value.(type) {
	case map[string]any:
		object := maps.Clone(v)
		if change(object); len(object) > 0 {
			return object
		}
	case []any:
		var list []any
		for _, e := range v {
			if changed := each(e, change); changed != nil {
				list = append(list, changed)
			}
		}
		if list != nil {
			return list
		}
	}
	return nil
}

// Requested reports whether the client has named attributes to be returned.
func (p Projection) Requested() bool { return p.narrow }

// Shows reports whether an answer can have anything of an attribute, so that a value which takes effort to work out need
// not be.
func (p Projection) Shows(extension string, a *Attribute) bool {
	switch {
	case a.Returned == Always:
		return true
	case a.Returned == Never, a.Returned == OnRequest && !p.narrow && !leadsTo(p.written, extension, a):
		return false
	case p.narrow:
		return leadsTo(p.only, extension, a)
	default:
		return !slices.ContainsFunc(p.excluded, func(t Target) bool {
			return t.Extension == extension && (t.Attribute == nil || t.Attribute == a) && t.Sub == nil
		})
	}
}
