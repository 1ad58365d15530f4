package simulator_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator"
)

func TestEverySettingIsExplained(t *testing.T) {
	settings := simulator.SettingsReference()
	fields := reflect.VisibleFields(reflect.TypeFor[simulator.Settings]())
	assert.Len(t, settings, len(fields))
	for i, s := range settings {
		assert.Equal(t, fields[i].Name, s.Name)
		assert.Contains(t, s.Doc, s.Name, "its docstring begins with it, or names it together with others")
		assert.NotContains(t, s.Doc, "\n")
	}
}
