package causes

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTableIsWhole(t *testing.T) {
	table := Table()
	assert.GreaterOrEqual(t, len(table), 80)
	var ids []string
	for _, r := range table {
		for name, text := range map[string]string{"title": r.Title, "wrong": r.Wrong, "reaction": r.Reaction, "fix": r.Fix, "source": r.Source} {
			assert.NotEmpty(t, text, "%s: %s", r.ID, name)
		}
		assert.Regexp(t, `\.$`, r.Fix, r.ID)
		assert.NotContains(t, ids, r.ID)
		ids = append(ids, r.ID)
	}
	for _, e := range examples() {
		assert.Contains(t, ids, e.row)
	}
	for _, id := range ids {
		assert.True(t, slices.ContainsFunc(examples(), func(e example) bool { return e.row == id }), "%s has no example", id)
	}
}

// TestEachRowHasItsSymptom shows each row a symptom that it is found by, among all rows, and one that is near and not it.
func TestEachRowHasItsSymptom(t *testing.T) {
	finder := NewFinder()
	for _, e := range examples() {
		found, _ := finder.Find(e.hit)
		assert.Equal(t, e.row, found.ID, "its own symptom")
		near, _ := finder.Find(e.miss)
		assert.NotEqual(t, e.row, near.ID, "the near miss")
	}
}

func TestNothingKnown(t *testing.T) {
	_, found := NewFinder().Find(Symptom{Expected: "a", Actual: "b"})
	assert.False(t, found)
}

func TestHostileBodiesAreNotParsed(t *testing.T) {
	deep := make([]byte, 4<<20)
	for i := range deep {
		deep[i] = '['
	}
	found, _ := NewFinder().Find(see("POST /Users", string(deep), 500, string(deep), "201", "500"))
	assert.NotEmpty(t, found.ID)
}
