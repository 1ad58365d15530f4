package simulator_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

func TestEverySettingIsExplained(t *testing.T) {
	settings := simulator.SettingsReference()
	var names []string
	for _, field := range reflect.VisibleFields(reflect.TypeFor[simulator.Settings]()) {
		names = append(names, field.Name)
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[connector.Wire]()) {
		names = append(names, "Wire."+field.Name)
	}
	assert.Len(t, settings, len(names))
	for i, s := range settings {
		assert.Equal(t, names[i], s.Name)
		assert.Contains(t, s.Doc, strings.TrimPrefix(s.Name, "Wire."), "its docstring begins with it, or names it together with others")
		assert.NotContains(t, s.Doc, "\n")
	}
}
