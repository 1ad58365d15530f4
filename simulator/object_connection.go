package simulator

import (
	"errors"
	"strings"

	"github.com/entrasim/entrasim/simulator/directory"
)

// ObjectConnection is a link of the connector data store as Graph shows it (beta, objectConnection; Microsoft Learn,
// manage-object-connections).
type ObjectConnection struct {
	// ObjectID is the object's id in the directory, as is SourceAnchor; TargetAnchor is the id of its resource.
	ObjectID     string `json:"objectId"`
	SourceAnchor string `json:"sourceAnchor"`
	TargetAnchor string `json:"targetAnchor"`
	// DisplayName is empty for an object that has none, or is gone from the directory.
	DisplayName string `json:"displayName"`
	// ObjectTypeName is user or group, in the small letters of the page.
	ObjectTypeName string `json:"objectTypeName"`
}

// ErrActive says that a connection cannot be removed while the job runs.
var ErrActive = errors.New("object connection: expected a job that is paused or disabled, found it active")

// ObjectConnection is the connection with this id: an object's in the directory, or else a resource's at the target.
func (j *Job) ObjectConnection(id string) (c ObjectConnection, ok bool) {
	objectID, l := j.connection(id)
	if l == nil {
		return ObjectConnection{}, false
	}
	c = ObjectConnection{
		ObjectID: objectID, SourceAnchor: objectID, TargetAnchor: l.targetID, ObjectTypeName: strings.ToLower(string(l.typ)),
	}
	var attributes directory.Attributes
	if l.typ == groupObject {
		g, _ := j.tenant.Group(objectID)
		attributes = g.Attributes
	} else {
		u, _ := j.tenant.User(objectID)
		attributes = u.Attributes
	}
	c.DisplayName = attributes.Text(directory.DisplayName)
	return c, true
}

// DeleteObjectConnection breaks one link, so that the object is matched again when it is provisioned next; neither the object
// nor the resource changes. It does nothing about an id that has none. The error is ErrActive.
func (j *Job) DeleteObjectConnection(id string) error {
	if j.state == ScheduleActive {
		return ErrActive
	}
	if objectID, l := j.connection(id); l != nil {
		j.store.remove(objectID)
	}
	return nil
}

// connection is the link that an id of either side names; nil for none.
func (j *Job) connection(id string) (objectID string, _ *link) {
	if l := j.store.links[id]; l != nil {
		return id, l
	}
	objectID = j.store.owners[id]
	return objectID, j.store.links[objectID]
}
