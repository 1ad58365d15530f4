package expression

import (
	"math"
	"strconv"
	"time"

	"github.com/entrasim/entrasim/simulator/expression/dotnetdate"
)

// evaluator computes the result of a call. Arguments are evaluated when it asks for them, so that a function which
// chooses between arguments does not suffer from the ones it does not choose.
type evaluator func(in invocation) (Value, error)

// invocation is one evaluation of a call for one object.
type invocation struct {
	*callNode
	scope scope
	// secret becomes true once a redacted argument was evaluated. Nil where the call has none.
	secret *bool
}

// eval evaluates a call. What a redacted value was used in making is redacted, too.
func (c *callNode) eval(s scope) (Value, error) {
	in := invocation{callNode: c, scope: s}
	if c.redacts {
		in.secret = new(bool)
	}
	v, err := c.evaluate(in)
	switch {
	case err != nil:
		return Null(), err
	case v.size() > maxText:
		return Null(), in.tooLong()
	case in.secret != nil && *in.secret:
		v.redacted = true
	}
	return v, nil
}

// maxText bounds what a call makes, in bytes. Calls inside each other would otherwise exhaust the memory: Replace makes a
// product of its arguments, and ConvertToUTF8Hex doubles.
const maxText = 1 << 18

func (in invocation) tooLong() error {
	return in.fail(0, "a result of at most "+strconv.Itoa(maxText)+" bytes", "a longer one")
}

// value evaluates an argument; one that is left empty or missing is Null. What a call makes is in bounds; an attribute may
// not be.
func (in invocation) value(index int) (Value, error) {
	if index >= len(in.args) || in.args[index] == nil {
		return Null(), nil
	}
	v, err := in.args[index].eval(in.scope)
	if in.secret != nil && v.redacted {
		*in.secret = true
	}
	if v.size() > maxText {
		return Null(), in.fail(index, "a value of at most "+strconv.Itoa(maxText)+" bytes", "a longer one")
	}
	return v, err
}

// given says whether an argument is written.
func (in invocation) given(index int) bool { return index < len(in.args) && in.args[index] != nil }

// single evaluates an argument that must not be a list.
func (in invocation) single(index int) (Value, error) {
	v, err := in.value(index)
	if err == nil && v.kind == KindList {
		return Null(), in.fail(index, "one value", "a list of "+strconv.Itoa(len(v.items)))
	}
	return v, err
}

// text evaluates an argument that must not be a list, to its text form; Null is "".
func (in invocation) text(index int) (string, error) {
	v, err := in.single(index)
	return v.Text(), err
}

// whole evaluates an argument that must be a whole number, or a text that is one.
func (in invocation) whole(index int) (int64, error) {
	v, err := in.single(index)
	if err != nil {
		return 0, err
	}
	n, ok := asWhole(v)
	if !ok {
		return 0, in.fail(index, "a whole number", v.String())
	}
	return n, nil
}

// count is whole for what counts characters, elements or days: more than all there can be is as good as all.
func (in invocation) count(index int) (int, error) {
	n, err := in.whole(index)
	return int(max(math.MinInt32, min(math.MaxInt32, n))), err
}

// asWhole gives the whole number that a value holds or its text says.
func asWhole(v Value) (int64, bool) {
	if v.kind == KindString {
		if n, err := strconv.ParseInt(v.text, 10, 64); err == nil {
			return n, true
		}
	}
	f, ok := asNumber(v)
	if !ok || f != math.Trunc(f) || math.Abs(f) >= 1<<63 {
		return 0, false
	}
	return int64(f), true
}

// date evaluates an argument that must be a date in text form. A null or empty one is no date, without being an error.
func (in invocation) date(index int) (t time.Time, ok bool, err error) {
	v, err := in.single(index)
	if err != nil || v.IsEmpty() {
		return t, false, err
	}
	t, err = dotnetdate.Parse(v.Text(), in.scope.env.Options.zone())
	if err != nil {
		return t, false, in.fail(index, "a date such as 2020-12-31T23:59:59-08:00 or 12/31/2020 11:59:59 PM", v.String())
	}
	return t, true, nil
}

// now gives the present.
func (in invocation) now() (time.Time, error) {
	if in.scope.env.Now == nil {
		return time.Time{}, in.fail(0, "a clock", "an evaluation without one")
	}
	return in.scope.env.Now().UTC(), nil
}

// each applies f to the text of an argument, and to each element of a list: the page describes its text functions for one
// value only, and element by element is the one reading that keeps a multi-valued attribute multi-valued. Null stays Null
// and does not reach f.
func (in invocation) each(index int, f func(string) (Value, error)) (Value, error) {
	v, err := in.value(index)
	if err != nil || v.kind == KindNull {
		return v, err
	}
	if v.kind != KindList {
		return f(v.Text())
	}
	results, size := make([]Value, len(v.items)), 0
	for i, item := range v.items {
		if results[i], err = f(item.Text()); err != nil {
			return Null(), err
		}
		if size += results[i].size(); size > maxText {
			return Null(), in.tooLong()
		}
	}
	return List(results...), nil
}

// fail gives the error that blames one argument: it says what was expected and what was found, the latter not where it
// could give a redacted value away.
func (in invocation) fail(index int, expected, found string) error {
	offset := in.offset
	if index < len(in.args) && in.args[index] != nil {
		offset = in.args[index].position()
	}
	if in.secret != nil && *in.secret {
		found = RedactedText
	}
	return newEvalError(in.scope.source, offset, in.function.Name, in.function.param(index).Name,
		"expected %s, found %s", expected, found)
}
