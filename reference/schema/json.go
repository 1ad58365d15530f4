package schema

import (
	"encoding/json"
	"errors"
	"fmt"
)

// JSONFault is what is wrong with a message that could not be read, in words for whoever sent it.
func JSONFault(err error) string {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return err.Error()
	case !errors.As(err, &wrong):
		return "expected another type of one of its members"
	case wrong.Field == "":
		return "expected an object, found " + wrong.Value
	}
	return fmt.Sprintf("%s: expected another type, found %s", wrong.Field, wrong.Value)
}
