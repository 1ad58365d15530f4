package reference

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"unicode/utf8"
)

// body reads a request's JSON text: media type, encoding and size are checked, of the JSON only what checkJSONText does.
func body(r *http.Request) ([]byte, error) {
	if err := checkMediaType(r); err != nil {
		return nil, err
	}
	text, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	var exceeded *http.MaxBytesError
	switch {
	case errors.As(err, &exceeded):
		return nil, tooLarge("expected a body of at most %d bytes, found more", maxBody)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, tooSlow()
	case err != nil:
		return nil, invalidSyntax("expected a body, found it broken off")
	case !utf8.Valid(text):
		return nil, invalidSyntax("expected a body in UTF-8, found other bytes")
	}
	return text, checkJSONText(text)
}

// checkMediaType takes application/scim+json and application/json (RFC 7644 section 3.8), and no type at all for the
// former.
func checkMediaType(r *http.Request) error {
	given := r.Header.Get("Content-Type")
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return unsupportedMediaType(given + " with content encoding " + encoding)
	}
	if given == "" {
		return nil
	}
	found, parameters, err := mime.ParseMediaType(given)
	charset := parameters["charset"]
	if err != nil || found != mediaType && found != "application/json" || charset != "" && !isUTF8(charset) {
		return unsupportedMediaType(given)
	}
	return nil
}

func isUTF8(charset string) bool {
	return strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}

// jsonObject reads a text that has to be one JSON object. Numbers stay as they were written.
func jsonObject(text []byte) (map[string]any, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, invalidSyntax("expected a JSON object, found a fault in it: %v", err)
	}
	found, ok := value.(map[string]any)
	if _, err := decoder.Token(); !ok || err != io.EOF {
		return nil, invalidSyntax("expected one JSON object and nothing else")
	}
	return found, nil
}

// queryParameters reads the query string, keeping the first value of each parameter. Unlike url.ParseQuery it takes a
// semicolon for itself, and unlike URL.Query it does not pass over what it cannot decode: a filter that is lost would
// turn a lookup into the list of everyone.
func queryParameters(r *http.Request) (map[string]string, error) {
	if len(r.URL.RawQuery) > maxQuery {
		return nil, invalidValue("expected a query string of at most %d bytes, found %d", maxQuery, len(r.URL.RawQuery))
	}
	parameters := map[string]string{}
	if r.URL.RawQuery == "" {
		return parameters, nil
	}
	for pair := range strings.SplitSeq(r.URL.RawQuery, "&") {
		escapedName, escapedValue, _ := strings.Cut(pair, "=")
		name, errName := url.QueryUnescape(escapedName)
		value, errValue := url.QueryUnescape(escapedValue)
		if err := errors.Join(errName, errValue); err != nil {
			return nil, invalidValue("query string: %v", err)
		}
		if _, twice := parameters[name]; twice && name == "filter" {
			return nil, invalidFilter("expected one filter, found several")
		} else if !twice {
			parameters[name] = value
		}
	}
	return parameters, nil
}
