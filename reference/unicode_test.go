package reference

import (
	"net/http"
	"testing"
)

// How a character is composed makes no second user, and does not hide the first (RFC 7644 sections 5 and 7.8): macOS writes
// é as two characters, Windows as one. What is answered is what was sent.
func TestComposedCharacters(t *testing.T) {
	for _, name := range []string{"entra", "rfc"} {
		h := start(t, name)
		id := h.create(`"userName":"Jose\u0301@x.test","externalId":"e\u0301","displayName":"Ange\u0301lique D."`)
		h.get(id).HasValue("userName", "Jose\u0301@x.test").HasValue("externalId", "e\u0301")
		fault(h.post(`"userName":"JOS\u00c9@x.test"`), http.StatusConflict, "uniqueness")
		for _, filter := range []string{
			`userName eq "jos\u00e9@x.test"`, `externalId eq "\u00e9"`, `externalId sw "\u00e9" and userName co "S\u00c9@"`,
			`displayName eq "ang\u00e9LIQUE d."`, `displayName ew "\u00e9lique D."`,
		} {
			h.find(filter).Length().IsEqual(1)
		}
		h.find(`externalId eq "\u00c9"`).IsEmpty()
	}
}
