package mapping

import (
	"encoding/json"
	"slices"
	"strings"
)

// Metadata are the extra properties that Graph keeps beside rules, mappings and definitions. They are kept as they are
// read; those with a name below can be asked for.
type Metadata []MetadataEntry

// MetadataEntry is one of them. The value is a text whatever it means: "false", or with quotes of its own "\"Normal\"".
type MetadataEntry struct {
	Key, Value string

	raw *jsonValue
}

// Keys of an object mapping (Graph: objectMappingMetadataEntry).
const (
	// MetadataIsCustomerDefined says that the customer made the mapping.
	MetadataIsCustomerDefined = "IsCustomerDefined"
	// MetadataDisableMonitoringForChanges says that changes are not to be looked for.
	MetadataDisableMonitoringForChanges = "DisableMonitoringForChanges"
	// MetadataDisposition is Normal, Discard or Escrow: what becomes of an entry once it is synchronized.
	MetadataDisposition = "Disposition"
	// MetadataEscrowBehavior is Default or IgnoreLookupReferenceResolutionFailure.
	MetadataEscrowBehavior = "EscrowBehavior"
	// MetadataExcludeFromReporting leaves the mapping out of counts.
	MetadataExcludeFromReporting = "ExcludeFromReporting"
	// MetadataOriginalJoiningProperty is the matching attribute before the customer chose another one.
	MetadataOriginalJoiningProperty = "OriginalJoiningProperty"
	// MetadataUnsynchronized says that something is excluded, and needed for the logic of something else.
	MetadataUnsynchronized = "Unsynchronized"
)

// Keys of a directory's or object's definition (Graph: objectDefinitionMetadataEntry).
const (
	MetadataIsSoftDeletionSupported      = "IsSoftDeletionSupported"
	MetadataPropertyNameAccountEnabled   = "PropertyNameAccountEnabled"
	MetadataPropertyNameSoftDeleted      = "PropertyNameSoftDeleted"
	MetadataConnectorDataStorageRequired = "ConnectorDataStorageRequired"
	MetadataIsSynchronizeAllSupported    = "IsSynchronizeAllSupported"
)

// Text is the value of the key without quotes of its own; ok is false when it is not there.
func (m Metadata) Text(key string) (text string, ok bool) {
	i := slices.IndexFunc(m, func(e MetadataEntry) bool { return e.Key == key })
	if i < 0 {
		return "", false
	}
	if json.Unmarshal([]byte(m[i].Value), &text) == nil {
		return text, true
	}
	return m[i].Value, true
}

// Flag is the value of the key as a truth value; ok is false when it is not there, or is none.
func (m Metadata) Flag(key string) (flag, ok bool) {
	text, _ := m.Text(key)
	switch {
	case strings.EqualFold(text, "true"):
		return true, true
	case strings.EqualFold(text, "false"):
		return false, true
	}
	return false, false
}

func parseMetadata(n node) Metadata {
	var m Metadata
	for _, e := range n.list() {
		e.object()
		m = append(m, MetadataEntry{Key: e.member("key").name(), Value: e.member("value").text(), raw: e.value})
	}
	return m
}

func (e MetadataEntry) write() *jsonValue {
	was := parseMetadata(silent(&jsonValue{kind: '[', elements: []*jsonValue{orEmpty(e.raw)}}))[0]
	w := rewrite(e.raw)
	put(w, "key", e.Key, was.Key)
	put(w, "value", e.Value, was.Value)
	return w.value()
}
