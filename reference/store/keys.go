package store

// distinct is a copy of the keys that the store can keep, each name and value once; it is unique if one of its duplicates
// was. The copy has no spare capacity, which counts at a million records.
func distinct(keys []Key) []Key {
	if len(keys) == 0 {
		return nil
	}
	places := make(map[Key]int, len(keys))
	kept := make([]Key, 0, len(keys))
	for _, k := range keys {
		if i, twice := places[nonUnique(k)]; twice {
			kept[i].Unique = kept[i].Unique || k.Unique
			continue
		}
		places[nonUnique(k)] = len(kept)
		kept = append(kept, k)
	}
	return kept
}

// keySet has the names and values of the keys. It is a set because a record can have very many: a group has one key for
// each of its members.
func keySet(keys []Key) map[Key]bool {
	set := make(map[Key]bool, len(keys))
	for _, k := range keys {
		set[nonUnique(k)] = true
	}
	return set
}

// nonUnique is the key as an index sees it: by name and value alone.
func nonUnique(k Key) Key {
	k.Unique = false
	return k
}
