package mapping

import (
	_ "embed" // OptionsSource
	"fmt"
	"slices"
	"strings"
)

// OptionsSource is this file: the one place where an option, its default and the reason for it are written down.
//
//go:embed options.go
var OptionsSource string

// Options are the questions about the evaluation of a schema that public sources leave open. The zero value of each field
// is the default.
type Options struct {
	// RegexMatchesWhole makes REGEX MATCH and NOT REGEX MATCH compare the pattern with the whole value. The page's examples,
	// .*\@domain.com and ([1-9][0-9]), fit either reading; by default the pattern is searched for anywhere, as .NET's
	// IsMatch does.
	RegexMatchesWhole bool
	// EndsWithIgnoresCase makes ENDS_WITH compare without letter case. The page marks other operators as case-sensitive and
	// says nothing of this one; by default it is like them.
	EndsWithIgnoresCase bool
	// AmpersandIgnoresCase makes & and !& compare without letter case; the same question, the same default.
	AmpersandIgnoresCase bool
	// Ampersand is how & and !& are read.
	Ampersand Ampersand
	// NullIsZero makes Greater_Than and Greater_Than_OR_EQUALS take a null or empty source attribute for 0, as a conversion
	// of .NET does. The page says that no comparison with null holds, so it is off.
	NullIsZero bool
	// CaselessUnlisted compares target attributes that the attribute list lacks without letter case, when an update looks for
	// what differs. What caseExact an attribute has that is added without saying so is not known; values flow as they are, so
	// by default they are compared exactly. Whether an attribute is an anchor makes no difference to what is sent.
	CaselessUnlisted bool
}

// Ampersand is a reading of & and !&. The page's sentence, that the "attribute exists in the input string value", can be
// taken in two ways, and the name in Microsoft's reference code, BitAnd, suggests a third one, which nothing else does.
type Ampersand uint8

const (
	// AmpersandInSource is the default: the clause's value occurs in the source attribute, as with Includes.
	AmpersandInSource Ampersand = iota
	// AmpersandInOperand takes the sentence by the letter: the source attribute occurs in the clause's value.
	AmpersandInOperand
	// AmpersandBits takes both for integers that have a bit in common.
	AmpersandBits
)

// SetOptions answers the open questions for every mapping of the schema.
func (s *SynchronizationSchema) SetOptions(o Options) {
	for _, rule := range s.SynchronizationRules {
		for _, m := range rule.ObjectMappings {
			m.options = o
		}
	}
	s.define()
}

// UnmarshalText reads the name of a constant, as files of settings have it.
func (a *Ampersand) UnmarshalText(text []byte) error {
	names := []string{"AmpersandInSource", "AmpersandInOperand", "AmpersandBits"}
	at := slices.Index(names, string(text))
	if at < 0 {
		return fmt.Errorf("expected one of %s, found %s", strings.Join(names, ", "), text)
	}
	*a = Ampersand(at) //nolint:gosec // three
	return nil
}
