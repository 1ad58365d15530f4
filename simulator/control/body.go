package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"time"
)

// read reads a body of one JSON object. Members that nobody asked for are refused, so that a misspelt one is noticed.
func read(r *http.Request, into any) error {
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return err
		}
		return badRequest("%s", bodyFault(err))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return badRequest("body: expected one JSON object, found more behind it")
	}
	return nil
}

// bodyFault says what was expected of a body and what was found.
func bodyFault(err error) string {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	var at *time.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return "body: expected a JSON object, found nothing"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "body: expected a JSON object, found one without its end"
	case errors.As(err, &syntax):
		return fmt.Sprintf("body: expected JSON, found a fault at byte %d: %v", syntax.Offset, syntax)
	case errors.As(err, &typ) && typ.Field == "":
		return fmt.Sprintf("body: expected %s, found %s", kindOf(typ.Type), withArticle(typ.Value))
	case errors.As(err, &typ):
		return fmt.Sprintf("%s: expected %s, found %s", typ.Field, kindOf(typ.Type), withArticle(typ.Value))
	case errors.As(err, &at):
		return fmt.Sprintf("body: expected a time such as 2026-03-02T08:00:00Z, found %q", strings.Trim(at.Value, `"`))
	}
	if name, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
		return "body: expected no other members than those of this request, found " + name
	}
	return "body: expected a JSON object, found a fault: " + strings.TrimPrefix(err.Error(), "json: ")
}

// kindOf is what JSON calls a value that fits a type.
func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return kindOf(t.Elem())
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "an array"
	case reflect.Struct, reflect.Map:
		return "an object"
	default:
		return "a number"
	}
}

// withArticle is the name that encoding/json has for a value: "number 7" for some of them.
func withArticle(value string) string {
	switch word, _, _ := strings.Cut(value, " "); word {
	case "array", "object":
		return "an " + value
	case "bool":
		return "true or false"
	default:
		return "a " + value
	}
}

// attributes are the members of a body as the directory takes them: whole numbers and lists of texts.
func attributes(r *http.Request) (map[string]any, error) {
	body := map[string]any{}
	if err := read(r, &body); err != nil {
		return nil, err
	}
	for name, value := range body {
		switch v := value.(type) {
		case json.Number:
			whole, err := v.Int64()
			if err != nil {
				return nil, badRequest("%s: expected a whole number, found %s", name, v)
			}
			body[name] = whole
		case []any:
			texts := make([]string, len(v))
			for i, item := range v {
				text, ok := item.(string)
				if !ok {
					return nil, badRequest("%s: expected a list of texts, found %v among them", name, item)
				}
				texts[i] = text
			}
			body[name] = texts
		}
	}
	return body, nil
}
