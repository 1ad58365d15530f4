package auditlog

import "time"

// narrow is what a query says about the properties by which rows are found without trying each.
type narrow struct {
	object, cycleID string
	since, until    time.Time
}

// narrowed gathers them from the query and its filter. A range may be wider than what is asked for.
func (q *Query) narrowed() narrow {
	n := narrow{q.Object, q.CycleID, q.Since, q.Until}
	for _, t := range q.Filter.terms {
		switch {
		case t.property.kind == instantKind:
			if t.operator != LessThan && t.instant.After(n.since) {
				n.since = t.instant
			}
			if end := t.instant.Add(1); t.operator != GreaterThan && (n.until.IsZero() || end.Before(n.until)) {
				n.until = end
			}
		case t.operator != Equal || t.text == "":
		case t.property.name == "cycleId" && n.cycleID == "":
			n.cycleID = t.text
		case t.property.isObject && n.object == "":
			n.object = t.text
		}
	}
	return n
}
