package store

import "slices"

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

// fewKeys is how many keys are faster looked through than put into a set.
const fewKeys = 16

// among reports whether a key is one of those given, by name and value. A record can have very many, one for each of its
// e-mail addresses.
func among(keys []Key) func(Key) bool {
	if len(keys) <= fewKeys {
		return func(k Key) bool {
			return slices.ContainsFunc(keys, func(other Key) bool { return other.Name == k.Name && other.Value == k.Value })
		}
	}
	set := make(map[Key]bool, len(keys))
	for _, k := range keys {
		set[nonUnique(k)] = true
	}
	return func(k Key) bool { return set[nonUnique(k)] }
}

// nonUnique is the key as an index sees it: by name and value alone.
func nonUnique(k Key) Key {
	k.Unique = false
	return k
}
