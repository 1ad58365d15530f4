package mapping

// parseFilter reads a scope; null is none.
func parseFilter(n node, within surrounding) *Filter {
	if n.value.isNull() || !n.object() {
		return nil
	}
	return &Filter{
		Groups:               parseFilterGroups(n.member("groups"), within),
		InputFilterGroups:    parseFilterGroups(n.member("inputFilterGroups"), within),
		CategoryFilterGroups: parseFilterGroups(n.member("categoryFilterGroups"), within),
		raw:                  n.value,
	}
}

func parseFilterGroups(n node, within surrounding) []FilterGroup {
	var groups []FilterGroup
	for _, g := range n.list() {
		g.object()
		group := FilterGroup{Name: g.member("name").text(), raw: g.value}
		for _, c := range g.member("clauses").list() {
			group.Clauses = append(group.Clauses, parseFilterClause(c, within))
		}
		if len(group.Clauses) == 0 && within.enabled {
			g.member("clauses").wrong("at least one clause")
		}
		groups = append(groups, group)
	}
	return groups
}

// parseFilterClause reads a clause. What one of a disabled mapping cannot do does not matter.
func parseFilterClause(n node, within surrounding) FilterClause {
	n.object()
	operand := n.member("targetOperand")
	if !operand.value.isNull() {
		operand.object()
	}
	attribute, operator, values := n.member("sourceOperandName"), n.member("operatorName"), operand.member("values")
	c := FilterClause{SourceOperandName: attribute.name(), OperatorName: operator.name(), raw: n.value}
	list := values.list()
	if len(list) > 0 {
		c.TargetOperand = list[0].text()
	}
	if !within.enabled || c.SourceOperandName == "" || c.OperatorName == "" {
		return c
	}
	if len(list) > 1 {
		values.fault("expected one value, as the portal writes it, since what several mean is not documented, found %d", len(list))
	}
	if err := c.checkAttribute(); err != nil {
		attribute.fail(err)
	}
	if err := c.findOperator(); err != nil {
		operator.fail(err)
		return c
	}
	if err := c.compileOperand(); err != nil {
		values.fail(err)
	}
	within.checkClause(n, c)
	return c
}

// write is the filter as JSON. A filter that was made anew takes the unknown members of the one that it replaces.
func (f *Filter) write(replaced *jsonValue) *jsonValue {
	raw := f.raw
	if raw == nil && !replaced.isNull() {
		raw = replaced
	}
	w := rewrite(raw)
	putList(w, "groups", f.Groups, FilterGroup.write)
	putList(w, "inputFilterGroups", f.InputFilterGroups, FilterGroup.write)
	putList(w, "categoryFilterGroups", f.CategoryFilterGroups, FilterGroup.write)
	return w.value()
}

func (g FilterGroup) write() *jsonValue {
	w := rewrite(g.raw)
	was, _ := w.out.member("name").text()
	put(w, "name", g.Name, was)
	putList(w, "clauses", g.Clauses, FilterClause.write)
	return w.value()
}

func (c FilterClause) write() *jsonValue {
	was := parseFilterClause(silent(orEmpty(c.raw)), surrounding{})
	w := rewrite(c.raw)
	put(w, "operatorName", c.OperatorName, was.OperatorName)
	put(w, "sourceOperandName", c.SourceOperandName, was.SourceOperandName)
	if !w.isNew && c.TargetOperand == was.TargetOperand {
		return w.value()
	}
	operand := w.out.member("targetOperand")
	if operand.isNull() {
		operand = nil
	}
	values := rewrite(operand)
	var list []string
	if c.TargetOperand != "" {
		list = []string{c.TargetOperand}
	}
	putList(values, "values", list, func(text string) *jsonValue { return encodeJSON(text) })
	w.set("targetOperand", values.value())
	return w.value()
}
