package expression

import "fmt"

// EvalError says why an expression that is well formed has no value for one object.
type EvalError struct {
	// Function and Argument are the function and its parameter that could not be served; Argument is "" for a function
	// without parameters.
	Function, Argument string
	// Offset counts bytes from the start of Source, where the argument stands; Line and Column count from 1, Column in
	// characters.
	Offset, Line, Column int
	// Message says what was expected and what was found.
	Message string
	// Source is the whole expression as it was parsed.
	Source string
}

func newEvalError(source string, offset int, function, argument, format string, args ...any) *EvalError {
	line, column := position(source, offset)
	return &EvalError{
		Function: function, Argument: argument, Offset: offset, Line: line, Column: column,
		Message: message(format, args...), Source: source,
	}
}

// Error gives one line, fit for a provisioning log: "line:column: function: argument: message".
func (e *EvalError) Error() string {
	place := e.Function
	if e.Argument != "" {
		place += ": " + e.Argument
	}
	return fmt.Sprintf("%d:%d: %s: %s", e.Line, e.Column, place, e.Message)
}

// Caret gives the line of the source and below it a line with a caret under the argument.
func (e *EvalError) Caret() string { return caret(e.Source, e.Offset) }
