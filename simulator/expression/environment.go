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
	// Options are the questions that public sources leave open.
	Options Options
}
