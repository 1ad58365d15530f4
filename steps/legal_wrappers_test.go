package steps_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

var east = time.FixedZone("", 5*3600+1800)

func json7() json.Number { return json.Number("7") }

func text(v any) string {
	s, _ := v.(string)
	return s
}

func instant(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return t
}

func isAnyGroup(r *http.Request) bool { return strings.Contains(r.URL.Path, "/Groups") }

func combined(all ...mutant) mutant {
	return func(next http.Handler) http.Handler {
		for _, m := range all {
			next = m(next)
		}
		return next
	}
}

func inList(o object, name string, change func(object)) {
	list, _ := o[name].([]any)
	for _, x := range list {
		if e, ok := x.(object); ok {
			change(e)
		}
	}
}

func inMembers(o object, change func(object)) { inList(o, "members", change) }

// referring writes the $ref of members below a base URL, that of a nested group as a group's.
func referring(base string) mutant {
	return shown(isAnyGroup, func(o object) {
		inMembers(o, func(m object) {
			at := "Users/"
			if was, _ := m["$ref"].(string); strings.Contains(was, "/Groups/") {
				at = "Groups/"
			}
			m["$ref"] = base + at + fmt.Sprint(m["value"])
		})
	})
}

// selects says that a request asks for some attributes, in which case a PATCH has to be answered with them.
func selects(r *http.Request) bool {
	return r.URL.Query().Has("attributes") || r.URL.Query().Has("excludedAttributes")
}

// bare answers 204 in the place of 200.
func bare(when func(*http.Request) bool) mutant {
	return answered(when, func(r *http.Request, p *reply) {
		if p.status == http.StatusOK && !selects(r) {
			p.status, p.body = http.StatusNoContent, nil
			p.header.Del("Content-Type")
		}
	})
}

// full answers 200 with the resource in the place of 204.
func full(when func(*http.Request) bool) mutant {
	return func(next http.Handler) http.Handler {
		return answered(when, func(r *http.Request, p *reply) {
			if p.status == http.StatusNoContent {
				got := inside(next, r, http.MethodGet, r.URL.RequestURI(), nil)
				p.status, p.body, p.header = got.Code, decode(got.Body.Bytes()), got.Header()
			}
		})(next)
	}
}

// reversed writes objects with the last name first.
func reversed() mutant {
	var write func(b *bytes.Buffer, v any)
	write = func(b *bytes.Buffer, v any) {
		switch v := v.(type) {
		case object:
			keys := slices.Sorted(maps.Keys(v))
			slices.Reverse(keys)
			b.WriteByte('{')
			for i, k := range keys {
				if i > 0 {
					b.WriteByte(',')
				}
				b.Write(encode(k))
				b.WriteByte(':')
				write(b, v[k])
			}
			b.WriteByte('}')
		case []any:
			b.WriteByte('[')
			for i, x := range v {
				if i > 0 {
					b.WriteByte(',')
				}
				write(b, x)
			}
			b.WriteByte(']')
		default:
			b.Write(encode(v))
		}
	}
	return answered(always, func(_ *http.Request, p *reply) {
		if p.body != nil {
			var b bytes.Buffer
			write(&b, p.body)
			p.raw = b.Bytes()
		}
	})
}

func indented() mutant {
	return answered(always, func(_ *http.Request, p *reply) {
		if p.body != nil {
			p.raw, _ = json.MarshalIndent(p.body, "", "\t")
			p.raw = append(p.raw, '\r', '\n')
		}
	})
}

// lowered has header names as HTTP/2 writes them. In process nobody makes them canonical, as a client's connection does.
func lowered() mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rec := httptest.NewRecorder()
			next.ServeHTTP(rec, r)
			for name, values := range rec.Header() {
				w.Header()[http.CanonicalHeaderKey(strings.ToLower(name))] = values
			}
			w.WriteHeader(rec.Code)
			_, _ = w.Write(rec.Body.Bytes())
		})
	}
}

var filterName = regexp.MustCompile(`^\s*([A-Za-z]\w*)`)

// refusing answers a filter that begins with a name which no user or group has with invalidFilter.
func refusing() mutant {
	known := strings.Fields(strings.ToLower(`id externalId meta schemas userName name displayName nickName profileUrl title userType
		preferredLanguage locale timezone active emails phoneNumbers ims photos addresses groups entitlements roles x509Certificates
		members urn not`))
	return answered(isList, func(r *http.Request, p *reply) {
		m := filterName.FindStringSubmatch(r.URL.Query().Get("filter"))
		if m != nil && p.status == http.StatusOK && !slices.Contains(known, strings.ToLower(m[1])) {
			p.status = http.StatusBadRequest
			p.body = object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:Error"}, "status": "400", "scimType": "invalidFilter",
				"detail": "there is no attribute " + m[1]}
		}
	})
}

// idForm makes ids of another look of the reference server's, and finds the way back.
type idForm struct {
	name     string
	out      func(string) string
	back     *regexp.Regexp // with the reference server's id, or its hexadecimal digits, as its first group
	fromForm func(string) string
}

var plainID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

const plainIDText = `([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`

func idForms() []idForm {
	same := func(s string) string { return s }
	around := func(name, before, after string) idForm {
		return idForm{name, func(s string) string { return before + s + after },
			regexp.MustCompile(regexp.QuoteMeta(before) + plainIDText + regexp.QuoteMeta(after)), same}
	}
	return []idForm{
		around("have dots and colons", "a.b:c:", ".z"),
		around("have blanks", "user no ", " x"),
		around("are URNs", "urn:uuid:", ""),
		around("look like addresses", "id+", "@vendor.example"),
		around("have 200 characters", strings.Repeat("k", 164), ""),
	}
}

// renamed shows ids in another form, in bodies and in paths.
func renamed(form idForm) mutant {
	in := func(s string) string {
		return form.back.ReplaceAllStringFunc(s, func(m string) string { return form.fromForm(form.back.FindStringSubmatch(m)[1]) })
	}
	escaped := func(s string) string {
		return plainID.ReplaceAllStringFunc(s, func(m string) string { return url.PathEscape(form.out(m)) })
	}
	plain := func(s string) string { return plainID.ReplaceAllStringFunc(s, form.out) }
	var walk func(key string, v any) any
	walk = func(key string, v any) any {
		switch v := v.(type) {
		case string:
			switch key {
			case "location", "$ref":
				return escaped(v)
			case "id", "value":
				if plainID.FindString(v) == v {
					return plain(v)
				}
			}
		case object:
			for k, x := range v {
				v[k] = walk(k, x)
			}
		case []any:
			for i, x := range v {
				v[i] = walk(key, x)
			}
		}
		return v
	}
	return func(next http.Handler) http.Handler {
		outwards := answered(always, func(_ *http.Request, p *reply) {
			p.body = walk("", p.body)
			if l := p.header.Get("Location"); l != "" {
				p.header.Set("Location", escaped(l))
			}
		})
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r = r.Clone(r.Context())
			if r.Body != nil {
				text, _ := io.ReadAll(r.Body)
				text = []byte(in(strings.ReplaceAll(string(text), "%20", " "))) // in the paths of a bulk request
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
			}
			if plainID.MatchString(r.URL.Path) && !form.back.MatchString(r.URL.Path) {
				r.URL.Path += "-unknown" // an id of the form within is none of this service provider's
			}
			r.URL.Path, r.URL.RawPath = in(r.URL.Path), ""
			if q := r.URL.Query(); q.Has("filter") {
				q.Set("filter", in(q.Get("filter")))
				r.URL.RawQuery = q.Encode()
			}
			r.RequestURI = r.URL.RequestURI()
			outwards(next).ServeHTTP(w, r)
		})
	}
}
