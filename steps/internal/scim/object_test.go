package scim

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/tidwall/gjson"
)

// An object taken apart has what Member finds in the text.
func TestObject(t *testing.T) {
	text := gjson.Parse(`{"userName":"ann","USERNAME":"bob","name":{"givenName":"Ann"},"\u0061ctive":null}`)
	o := ReadObject(text)
	for _, name := range []string{"userName", "username", "Name", "active", "title"} {
		assert.Equal(t, Member(text, name), o.Member(name), name)
	}
	var names []string
	o.Each(func(name string, _ gjson.Result) bool {
		names = append(names, name)
		return name != "name"
	})
	assert.Equal(t, []string{"userName", "USERNAME", "name"}, names, "until it is enough")
	assert.False(t, ReadObject(gjson.Parse(`["id"]`)).Member("id").Exists())
	assert.False(t, ReadObject(gjson.Result{}).Member("id").Exists())
}
