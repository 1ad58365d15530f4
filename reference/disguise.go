package reference

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// sparing is a list without the members that it may leave out: Resources of an empty one, and how much of it is on the
// page when all of it is.
func sparing(body object) object {
	members := map[string]any{}
	for _, m := range body {
		members[m.name] = m.value
	}
	resources, isList := members["Resources"].([]object)
	if !isList {
		return body
	}
	spared := slices.Clone(body)
	if total, _ := members["totalResults"].(int); total == len(resources) {
		spared.remove("itemsPerPage")
		spared.remove("startIndex")
		if total == 0 {
			spared.remove("Resources")
		}
	}
	return spared
}

// disguise is a body with its members in an order of chance and with relative references. The values stay the same.
func disguise(chance *rand.Rand, basePath string, body object) object {
	disguised := make(object, len(body))
	for i, m := range body {
		disguised[i] = member{m.name, disguiseValue(chance, basePath, m.name, m.value)}
	}
	chance.Shuffle(len(disguised), func(i, j int) { disguised[i], disguised[j] = disguised[j], disguised[i] })
	return disguised
}

func disguiseValue(chance *rand.Rand, basePath, name string, value any) any {
	switch v := value.(type) {
	case object:
		return disguise(chance, basePath, v)
	case []object:
		all := make([]object, len(v))
		for i, o := range v {
			all[i] = disguise(chance, basePath, o)
		}
		return all
	case map[string]any:
		return disguise(chance, basePath, ordered(v))
	case []any:
		all := []object{}
		for _, element := range v {
			one, ok := element.(map[string]any)
			if !ok {
				return v // simple values, of which the order is not ours to change
			}
			all = append(all, disguise(chance, basePath, ordered(one)))
		}
		return all
	case string:
		if name == "$ref" {
			return relative(basePath, v)
		}
	}
	return value
}

// ordered is a map with its members by name: it has an order of chance itself, but not of the seed's.
func ordered(values map[string]any) object {
	var o object
	for _, name := range slices.Sorted(maps.Keys(values)) {
		o = append(o, member{name, values[name]})
	}
	return o
}

// relative is a reference as seen from the base URL without the endpoint: Users/2819c223 (RFC 7643 section 2.3.7, whose
// examples in section 8 have another base in mind).
func relative(basePath, reference string) string {
	if _, rest, ok := strings.Cut(reference, basePath+"/"); ok {
		return rest
	}
	return reference
}
