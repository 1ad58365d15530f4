package expression

import (
	_ "embed" // OptionsSource
	"time"
)

// OptionsSource is this file: the one place where an option, its default and the reason for it are written down.
//
//go:embed options.go
var OptionsSource string

// Options decide what the page leaves open or says without an example. The zero value of each field is the default. What
// cannot sensibly be chosen is decided beside the function, in its Doc.
type Options struct {
	// Zone is that of the service's servers: of dates that are written without one, and what FormatDateTime converts
	// dates with a zone to, unless its styles say otherwise. Nil is UTC, which CDate's documented results agree with.
	Zone *time.Location
	// DefaultDomain is the tenant's, which the function of that name gives. Neither a file of users nor Graph's users say which
	// of their domains it is, so by default there is none, and the function gives null.
	DefaultDomain string
	// FailOnEmptyCondition makes an IIF whose condition has a null or empty source an error. The page says that "the check
	// fails"; by default it comes out false, as scoping filters have it, and nothing but the value is wrong.
	FailOnEmptyCondition bool
	// NormalizeAllLetters makes NormalizeDiacritics drop the marks of letters outside the page's table, too. What becomes
	// of them is not known; by default they stay, so that a rehearsal shows them.
	NormalizeAllLetters bool
	// KeepSplitBlanks leaves blanks around what Split cuts. By default they go, since the page's example shows two
	// elements without the blank that stands behind the comma.
	KeepSplitBlanks bool
	// KeepEmptyWords makes Word count the nothing between two delimiters as a word, and Split keep it. By default it is
	// none: an empty value does not flow anyway.
	KeepEmptyWords bool
	// KeepCapitals makes PCase leave words that are all capitals, as the .NET function does that the page names. By
	// default they are lowered first, as the page's own example shows.
	KeepCapitals bool
	// CountUTF16 makes Left, Mid and InStr count in units of UTF-16, as the texts of .NET do, of which an emoji has two; a half
	// that is cut off becomes U+FFFD. The page speaks of characters, and no source shows one outside the basic plane; by
	// default such a character counts once and stays whole.
	CountUTF16 bool
	// LastAppRole makes SingleAppRoleAssignment take the last role of several, not the first. Which one Entra takes is not
	// defined.
	LastAppRole bool
}

func (o Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}
