package reference

// object is a JSON object whose members keep their order, so that people find schemas and id first.
type object []member

type member struct {
	name  string
	value any
}

// set changes the member of that name, or adds it.
func (o *object) set(name string, value any) {
	for i, m := range *o {
		if m.name == name {
			(*o)[i].value = value
			return
		}
	}
	*o = append(*o, member{name, value})
}

// get is the value of the member of that name, nil for none.
func (o object) get(name string) any {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// rename gives a member another name.
func (o object) rename(from, to string) {
	for i, m := range o {
		if m.name == from {
			o[i].name = to
		}
	}
}

// remove takes the member of that name out.
func (o *object) remove(name string) {
	var rest object
	for _, m := range *o {
		if m.name != name {
			rest = append(rest, m)
		}
	}
	*o = rest
}
