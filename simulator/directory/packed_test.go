package directory

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPackedAttributesAreTheSameAgain(t *testing.T) {
	attributes := map[string]any{
		"accountEnabled": false, "dirSyncEnabled": true, "city": "Łódź", "otherMails": []string{"a@x", "", "b@x"},
		"extension_0a_min": int64(math.MinInt64), "extension_0a_max": int64(math.MaxInt64), "extension_0a_text": "x",
		"extension_0a_flag": true, "userPrincipalName": string(make([]byte, 300)),
	}
	p := userTable.pack(attributes)
	assert.Equal(t, attributes, userTable.unpack(p))
	assert.Equal(t, "Łódź", userTable.text(p, "city"))
	assert.Empty(t, userTable.text(p, "state"))
	assert.Empty(t, userTable.text(p, "otherMails"), "no text")
	assert.True(t, userTable.isTrue(p, "dirSyncEnabled"))
	assert.False(t, userTable.isTrue(p, "accountEnabled"))
	assert.Equal(t, p, userTable.pack(userTable.unpack(p)), "equal attributes are equal texts")
}

func TestPackedTextsAreReadWithoutCopies(t *testing.T) {
	p := userTable.pack(map[string]any{"userPrincipalName": "ann@x", "city": "Oslo"})
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = userTable.text(p, UserPrincipalName) }))
}

func TestTablesFitTheirPackedForm(t *testing.T) {
	assert.Less(t, len(userTable.rows), 255)
	assert.Less(t, len(groupTable.rows), 255)
}
