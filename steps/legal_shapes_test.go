package steps_test

import (
	"net/http"
	"strings"
)

func ofResources(r *http.Request) bool { return ofUsers(r) || isAnyGroup(r) }

// everyUser changes each user that an answer shows, whole enough to have a name.
func everyUser(change func(object)) mutant {
	return shown(ofUsers, func(o object) {
		if o["userName"] != nil {
			change(o)
		}
	})
}

func everyResource(change func(object)) mutant {
	return shown(ofResources, func(o object) {
		if o["id"] != nil {
			change(o)
		}
	})
}

func everyMeta(change func(object)) mutant {
	return everyResource(func(o object) {
		if m, ok := o["meta"].(object); ok {
			change(m)
		}
	})
}

func inHeader(when func(*http.Request) bool, change func(http.Header)) mutant {
	return answered(when, func(_ *http.Request, p *reply) { change(p.header) })
}

func labelledAs(text string) mutant {
	return inHeader(always, func(h http.Header) {
		if h.Get("Content-Type") != "" {
			h.Set("Content-Type", text)
		}
	})
}

// relocated writes where a resource is in another way, in the header and in meta.
func relocated(inHeader, inMeta func(string) string) mutant {
	return combined(answered(always, func(_ *http.Request, p *reply) {
		if l := p.header.Get("Location"); l != "" {
			p.header.Set("Location", inHeader(l))
		}
	}), everyMeta(func(m object) {
		if l := text(m["location"]); l != "" {
			m["location"] = inMeta(l)
		}
	}))
}

// endpoint is the part of a location that begins with the endpoint: Users/ID.
func endpoint(location string) string {
	parts := strings.Split(location, "/")
	return strings.Join(parts[max(len(parts)-2, 0):], "/")
}
