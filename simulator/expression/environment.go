package expression

import (
	"math/rand/v2"
	"time"
)

// Environment is all that an evaluation may ask of the world. Only Attribute is always needed; a function that finds
// nothing to ask fails. An environment with Random must not be used by several goroutines at once.
type Environment struct {
	// Attribute answers for the source object; ok = false means that it does not have the attribute, which is Null.
	Attribute func(name string) (v Value, ok bool)
	// Now is the present, for Now and for dates without a year.
	Now func() time.Time
	// Random is the source of Guid and RandomString. With the same seed they give the same.
	Random *rand.Rand
	// InUse says whether an object of the target has the value already, for SelectUniqueValue. The provisioning of SCIM
	// applications has none: the page supports the function for Active Directory only.
	InUse func(value string) (bool, error)
	// DefaultDomain is the tenant's, for the function of that name.
	DefaultDomain string
	// Options are the questions that public sources leave open.
	Options Options
}

// Options decide what the page leaves open or says without an example. The zero value of each field is the default. What
// cannot sensibly be chosen is decided beside the function, in its Doc.
type Options struct {
	// Zone is that of the service's servers: of dates that are written without one, and what FormatDateTime converts
	// dates with a zone to, unless its styles say otherwise. Nil is UTC, which CDate's documented results agree with.
	Zone *time.Location
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
