package control

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// withheld stands for what is, or may be, a secret.
const withheld = "(withheld)"

// What is shown of a request is what SCIM has a use for. Whatever else a client sends is withheld, since nobody can say
// which headers and parameters carry somebody's credential.
var (
	shownHeaders = []string{"Accept", "Accept-Encoding", "Content-Length", "Content-Type", "If-Match", "If-None-Match",
		"User-Agent"}
	shownParameters = []string{"filter", "attributes", "excludedAttributes", "startIndex", "count", "cursor", "sortBy",
		"sortOrder", "aadOptscim062020"}
)

// redacted is a request as it is kept.
func redacted(r *http.Request, at time.Time, body *heard, status int) request {
	kept := request{Time: at, Method: r.Method, Header: map[string][]string{}, Status: status}
	secrets := credentials(r)
	for name, values := range r.Header {
		if !slices.Contains(shownHeaders, name) {
			values = []string{withheld}
		}
		for _, v := range values {
			kept.Header[name] = append(kept.Header[name], without(v, secrets))
		}
	}
	kept.Target = without(target(r.URL), secrets)
	switch text := body.kept.String(); {
	case body.cut, mentionsPassword(text):
		kept.Body = withheld // what is cut off might have said that it is a password
	default:
		kept.Body = without(text, secrets)
	}
	return kept
}

// credentials are the words of the Authorization header, which may also stand where they do not belong.
func credentials(r *http.Request) []string {
	var secrets []string
	for _, word := range strings.Fields(r.Header.Get("Authorization")) {
		if len(word) >= 4 && !strings.EqualFold(word, "Bearer") && !strings.EqualFold(word, "Basic") {
			secrets = append(secrets, word)
		}
	}
	return secrets
}

func without(text string, secrets []string) string {
	for _, s := range secrets {
		text = strings.ReplaceAll(text, s, withheld)
	}
	return text
}

// target is path and query, decoded so that people can read the filter.
func target(u *url.URL) string {
	if u.RawQuery == "" {
		return u.Path
	}
	var parameters []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		escapedName, escapedValue, assigned := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(escapedName)
		value, errValue := url.QueryUnescape(escapedValue)
		switch {
		case err != nil, errValue != nil, !slices.Contains(shownParameters, name):
			value, assigned = withheld, true
		case mentionsPassword(value):
			value = withheld
		}
		if err != nil {
			name = withheld
		}
		if assigned {
			name += "=" + value
		}
		parameters = append(parameters, name)
	}
	return u.Path + "?" + strings.Join(parameters, "&")
}

// mentionsPassword reports whether a text is about a password, also when JSON escapes hide the word.
func mentionsPassword(text string) bool {
	var value any
	if json.Unmarshal([]byte(text), &value) == nil {
		if plain, err := json.Marshal(value); err == nil {
			text += string(plain)
		}
	}
	return strings.Contains(strings.ToLower(text), "password")
}
