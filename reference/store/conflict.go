package store

import (
	"errors"
	"fmt"
)

// ErrNotFound says that there is no record of that type with that id.
var ErrNotFound = errors.New("no such record")

// Conflict refuses a write because another record of the type has the same unique value, or, with a Key named id, the
// same id. Nothing of the write was applied.
type Conflict struct {
	Key Key
	// Record is the one that has the value already. It may be one that SCIM does not show.
	Record Record
}

// Error names the key and the record that has it.
func (c *Conflict) Error() string {
	return fmt.Sprintf("expected no other %s with %s %q, found %s", c.Record.Type, c.Key.Name, c.Key.Value, c.Record.ID)
}
