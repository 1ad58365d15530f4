package mapping

// AttributeMapping says where the value of one target attribute comes from.
//
// The portal's four types are in the JSON as follows: Direct is a source of type Attribute, Expression one of type Function,
// Constant no source and the text as default value, None no source and no default value. None with a default value, which
// the page describes as well, cannot be told from Constant there, and is treated as that.
type AttributeMapping struct {
	TargetAttributeName string
	// Source is nil for a mapping of type Constant, whose text is the DefaultValue, and for one of type None, which has
	// no text either and leaves the target alone. SetExpression and its like change it.
	Source *AttributeMappingSource
	// DefaultValue is used when the source has no value, at creation only. Nil for none.
	DefaultValue *string
	// ExportMissingReferences is "for internal use only" in Graph. It is kept and handed on with references.
	ExportMissingReferences bool
	FlowType                FlowType
	FlowBehavior            FlowBehavior
	// MatchingPriority is the order among the attributes by which objects are matched, from 1; 0 is not among them.
	MatchingPriority int

	defined definedTarget
	raw     *jsonValue
}

// FlowType says at which actions the mapping applies; the portal's "Apply this mapping", which offers the first two. The
// sentences of the others are Graph's (attributeMapping).
type FlowType string

const (
	// FlowTypeAlways applies at creation and at each update.
	FlowTypeAlways FlowType = "Always"
	// FlowTypeObjectAddOnly applies at creation only.
	FlowTypeObjectAddOnly FlowType = "ObjectAddOnly"
	// FlowTypeMultiValueAddOnly applies when values are added to a multi-valued attribute. To an attribute of one value
	// it is the same as Always.
	FlowTypeMultiValueAddOnly FlowType = "MultiValueAddOnly"
	// FlowTypeValueAddOnly adds values and removes none once there is a current value.
	FlowTypeValueAddOnly FlowType = "ValueAddOnly"
	// FlowTypeAttributeAddOnly applies while the target has no value at all.
	FlowTypeAttributeAddOnly FlowType = "AttributeAddOnly"
)

// Removes says whether values that the source no longer has may be taken away from a multi-valued target attribute.
func (t FlowType) Removes() bool { return t == FlowTypeAlways || t == FlowTypeObjectAddOnly }

// Flows says whether a value is to be sent at all, given that the object is created, or that the target has a value.
func (t FlowType) Flows(creating, targetHasValue bool) bool {
	switch t {
	case FlowTypeObjectAddOnly:
		return creating
	case FlowTypeAttributeAddOnly:
		return creating || !targetHasValue
	}
	return true
}

// FlowBehavior says whether a value that the target already has is sent again.
type FlowBehavior string

const (
	// FlowWhenChanged sends what differs.
	FlowWhenChanged FlowBehavior = "FlowWhenChanged"
	// FlowAlways sends the value with every update, the same or not.
	FlowAlways FlowBehavior = "FlowAlways"
)
