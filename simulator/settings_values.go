package simulator

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// checkValue says what is wrong with the value of a setting before the decoder does, which knows neither its name nor, for
// durations and choices, its place. What it does not know is left to the decoder.
func checkValue(file, name string, node ast.Node, of reflect.Type) error {
	if node == nil {
		return nil
	}
	expected := ""
	switch node.(type) {
	case *ast.NullNode, *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return nil
	case *ast.SequenceNode:
		if of.Kind() == reflect.Slice {
			return nil // each of its values is looked at
		}
	case *ast.MappingNode, *ast.MappingValueNode:
		if of.Kind() == reflect.Struct || of.Kind() == reflect.Map {
			return nil
		}
	default:
		if expected = expectedScalar(node, of); expected == "" {
			return nil
		}
	}
	at := node.GetToken().Position
	if expected == "" {
		expected = expectedKind(of)
	}
	return placed{fmt.Errorf("%s:%d:%d: %s: expected %s, found %s", file, at.Line, at.Column, name, expected, describeYAML(node))}
}

// expectedScalar is what a type wants in place of a plain value that does not fit; empty for one that does.
func expectedScalar(node ast.Node, of reflect.Type) string {
	text := node.GetToken().Value
	fits := true
	switch choice, isChoice := reflect.New(of).Interface().(encoding.TextUnmarshaler); {
	case of == reflect.TypeFor[time.Duration]():
		_, err := time.ParseDuration(text)
		fits = err == nil
	case of == reflect.TypeFor[*time.Location]():
		_, err := time.LoadLocation(text)
		fits = err == nil
	case isChoice:
		if err := choice.UnmarshalText([]byte(text)); err != nil {
			expected, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "expected "), ", found")
			return expected
		}
	case of.Kind() == reflect.Bool:
		_, fits = node.(*ast.BoolNode)
	case of.Kind() == reflect.Int:
		_, fits = node.(*ast.IntegerNode)
	case of.Kind() == reflect.String:
	default:
		fits = false
	}
	if fits {
		return ""
	}
	return expectedKind(of)
}

// expectedKind is what a value of the type looks like.
func expectedKind(of reflect.Type) string {
	switch {
	case of == reflect.TypeFor[time.Duration]():
		return "a duration such as 40m or 6h"
	case of == reflect.TypeFor[*time.Location]():
		return "a time zone such as Europe/Berlin"
	}
	switch of.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Slice:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "a mapping"
	default:
		return "a plain value"
	}
}

func describeYAML(node ast.Node) string {
	switch node.(type) {
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	default:
		return fmt.Sprintf("%q", node.GetToken().Value)
	}
}
