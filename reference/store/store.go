package store

// Store is what the reference server keeps its resources in. It is safe for concurrent use. What the methods promise is
// checked by package storetest; the comments at those of Memory say it in words.
//
// A write returns when it is as durable as the backend makes things; its error, beside those that the method names, is
// one of the disk, and then nothing of the write is stored. Reads have no error: every backend answers them from memory,
// and shows nothing that is not yet durable.
type Store interface {
	// Insert adds a record under the keys, with these members.
	Insert(r Record, keys []Key, members ...Ref) error
	// Update replaces a record and its keys by what change makes of it.
	Update(typ, id string, change func(Record) (Record, []Key, error)) (Record, error)
	// UpdateMembers is Update for a change that also says who becomes or ceases to be a member of the record.
	UpdateMembers(typ, id string, change func(Record) (Record, []Key, MemberChange, error)) (Record, error)
	// Remove forgets a record and all its memberships, unless a condition refuses the record as it is.
	Remove(typ, id string, conditions ...func(Record) error) error

	// Get is the record of that type with that id.
	Get(typ, id string) (Record, bool)
	// Lookup are the records that have the key, in creation order.
	Lookup(typ, name, value string) []Record
	// Each gives the records of a type in creation order until yield returns false.
	Each(typ string, yield func(Record) bool)
	// Count is the number of records of a type.
	Count(typ string) int

	// Members gives the direct members of a record, in their creation order, until yield returns false.
	Members(group Ref, yield func(Record) bool)
	// Groups are the records of which this one is a direct member, in creation order.
	Groups(member Ref) []Record
	// HasMember reports whether one record is a direct member of another.
	HasMember(group, member Ref) bool
}

// Ref names a record.
type Ref struct{ Type, ID string }

// MemberChange says who becomes and who ceases to be a member. To add one who is a member already, and to remove one who
// is not, changes nothing.
type MemberChange struct{ Add, Remove []Ref }

// IsEmpty reports whether nobody is named.
func (c MemberChange) IsEmpty() bool { return len(c.Add) == 0 && len(c.Remove) == 0 }
