package reference

import (
	"strings"

	"github.com/entrasim/entrasim/reference/patch"
)

// namesIn are the names of the attributes in a resource as a client sends it, those of extensions behind their URN.
func namesIn(given map[string]any) []string {
	var names []string
	for name, value := range given {
		extension, ok := value.(map[string]any)
		if !ok || !strings.Contains(name, ":") {
			names = append(names, name)
			continue
		}
		for inner := range extension {
			names = append(names, name+":"+inner)
		}
	}
	return names
}

// namesOf are the names of the attributes that operations are about, without their filters.
func namesOf(operations []patch.Operation) []string {
	var names []string
	for _, o := range operations {
		if object, ok := o.Value.(map[string]any); ok && o.Path == "" {
			names = append(names, namesIn(object)...)
			continue
		}
		name, _, _ := strings.Cut(o.Path, "[")
		names = append(names, name)
	}
	return names
}
