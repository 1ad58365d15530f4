package expression

// evaluator computes the result of a call. Arguments are evaluated when it asks for them, so that a function which
// chooses between arguments does not suffer from the ones it does not choose.
type evaluator func(in invocation) (Value, error)

// invocation is one evaluation of a call for one object.
type invocation struct {
	*callNode
	scope scope
}

// value evaluates an argument; one that is left empty or missing is Null.
func (in invocation) value(index int) (Value, error) {
	if index >= len(in.args) || in.args[index] == nil {
		return Null(), nil
	}
	return in.args[index].eval(in.scope)
}

// single evaluates an argument that must not be a list.
func (in invocation) single(index int) (Value, error) {
	v, err := in.value(index)
	if err == nil && v.kind == KindList {
		return Null(), in.fail(index, "expected one value, found a list of %d", len(v.items))
	}
	return v, err
}

// text evaluates an argument that must not be a list, to its text form; Null is "".
func (in invocation) text(index int) (string, error) {
	v, err := in.single(index)
	return v.Text(), err
}

// fail gives the error that blames one argument.
func (in invocation) fail(index int, format string, args ...any) error {
	offset := in.offset
	if index < len(in.args) && in.args[index] != nil {
		offset = in.args[index].position()
	}
	return newEvalError(in.scope.source, offset, in.function.Name, in.function.param(index).Name, format, args...)
}
