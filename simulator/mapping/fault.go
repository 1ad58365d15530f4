package mapping

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Fault is one thing that is wrong with a schema, or, as a warning, that will not do what its author may think.
type Fault struct {
	// Path is the JSON path, for instance $.synchronizationRules[0].name.
	Path string
	// Line and Column count from 1, Column in characters. A member that is missing has those of the object.
	Line, Column int
	// Err says what was expected and what was found. That of an expression is an *expression.SyntaxError.
	Err error

	offset int
}

// Error gives one line, and for an expression two more with the caret.
func (f *Fault) Error() string {
	return fmt.Sprintf("line %d, column %d: %s: %v", f.Line, f.Column, f.Path, f.Err)
}

func (f *Fault) Unwrap() error { return f.Err }

// Faults are all that is wrong with a schema, in the order of the document's parts.
type Faults []*Fault

// Error gives the faults one below the other.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

func (f Faults) Unwrap() []error {
	errs := make([]error, len(f))
	for i, fault := range f {
		errs[i] = fault
	}
	return errs
}

// findings collects while a document is read.
type findings struct {
	faults, warnings Faults
}

// place fills in lines and columns, in one passage through the document.
func (f *findings) place(text []byte) {
	all := slices.Concat(f.faults, f.warnings)
	slices.SortStableFunc(all, func(a, b *Fault) int { return cmp.Compare(a.offset, b.offset) })
	at, line, column := 0, 1, 1
	for _, fault := range all {
		for at < fault.offset && at < len(text) {
			_, size := utf8.DecodeRune(text[at:])
			if text[at] == '\n' {
				line, column = line+1, 0
			}
			at, column = at+size, column+1
		}
		fault.Line, fault.Column = line, column
	}
}
