package steps_test

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// legalForms is how a service provider may write what it has.
func legalForms() []legal {
	row := func(name, source string, change mutant, should ...string) legal {
		return legal{fault{name, change}, source, should, ""}
	}
	return []legal{
		row("ids are numbers as texts", "RFC 7643, 3.1", numbered()),
		row("resources have an extension of the vendor's", "RFC 7643, 3 and 6", extended()),
		row("resources have attributes of the vendor's that are null", "RFC 7643, 2.5", everyResource(func(o object) {
			o["lastLogin"], o["quota"] = nil, nil
		}), "D-110", "D-150"),
		row("attribute names are in another letter case", "RFC 7643, 2.1", everyUser(func(o object) {
			for _, name := range []string{"displayName", "nickName", "title", "emails", "phoneNumbers", "addresses", "name"} {
				if v, ok := o[name]; ok {
					delete(o, name)
					o[strings.ToUpper(name[:1])+name[1:]] = v
				}
			}
			if n, ok := o["Name"].(object); ok {
				o["Name"] = lowerKeys(n)
			}
		})),
		row("lists come in the reverse order", "RFC 7644, 3.4.2.3 (no order is asked for)", listed(func(r *http.Request, b object, all []any) {
			if !r.URL.Query().Has("sortBy") && len(all) > 1 {
				slices.Reverse(all)
			}
		})),
		row("values of an attribute come in the reverse order", "RFC 7643, 2.4", everyResource(func(o object) {
			for _, name := range slices.Sorted(maps.Keys(o)) {
				if list, ok := o[name].([]any); ok {
					slices.Reverse(list)
				}
			}
		})),
		row("lists of discovery have no startIndex and no itemsPerPage", "RFC 7644, 3.4.2 and 4", answered(func(r *http.Request) bool {
			return strings.HasSuffix(r.URL.Path, "/Schemas") || strings.HasSuffix(r.URL.Path, "/ResourceTypes")
		}, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok {
				delete(b, "startIndex")
				delete(b, "itemsPerPage")
			}
		})),
		row("a wrong body is refused without a scimType", "RFC 7644, 3.12 (optional)", answered(always, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == http.StatusBadRequest && b["scimType"] == "invalidSyntax" {
				delete(b, "scimType")
			}
		}), "D-161"),
	}
}

func lowerKeys(o object) object {
	lower := object{}
	for k, v := range o {
		lower[strings.ToLower(k)] = v
	}
	return lower
}

var numberID = regexp.MustCompile(`\b7\d{6}\b`)

// numbered shows ids as numbers: the first resource is 7000001. Both ways are remembered, for each server.
func numbered() mutant {
	return func(next http.Handler) http.Handler {
		var mu sync.Mutex
		outwards, inwards := map[string]string{}, map[string]string{}
		out := func(id string) string {
			mu.Lock()
			defer mu.Unlock()
			if outwards[id] == "" {
				outwards[id] = strconv.Itoa(7000001 + len(outwards))
				inwards[outwards[id]] = id
			}
			return outwards[id]
		}
		in := func(text string) string {
			mu.Lock()
			defer mu.Unlock()
			return numberID.ReplaceAllStringFunc(text, func(s string) string { return cmp.Or(inwards[s], s) })
		}
		shown := answered(always, func(_ *http.Request, p *reply) {
			if p.body != nil {
				p.raw = []byte(plainID.ReplaceAllStringFunc(string(encode(p.body)), out))
			}
			if l := p.header.Get("Location"); l != "" {
				p.header.Set("Location", plainID.ReplaceAllStringFunc(l, out))
			}
		})(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r = r.Clone(r.Context())
			if r.Body != nil {
				body, _ := io.ReadAll(r.Body)
				body = []byte(in(string(body)))
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
			}
			if !numberID.MatchString(r.URL.Path) && plainID.MatchString(r.URL.Path) {
				r.URL.Path += "-unknown" // an id of the form within is none of this service provider's
			}
			r.URL.Path, r.URL.RawPath = in(r.URL.Path), ""
			if q := r.URL.Query(); q.Has("filter") {
				q.Set("filter", in(q.Get("filter")))
				r.URL.RawQuery = q.Encode()
			}
			r.RequestURI = r.URL.RequestURI()
			shown.ServeHTTP(w, r)
		})
	}
}

const vendorURN = "urn:vendor:params:scim:schemas:extension:more:2.0:Resource"

// extended has an extension that the service provider fills in by itself, in resources and in all three documents.
func extended() mutant {
	schema := func() object {
		return object{"schemas": []any{"urn:ietf:params:scim:schemas:core:2.0:Schema"}, "id": vendorURN, "name": "More", "description": "What is more",
			"attributes": []any{object{"name": "tier", "type": "string", "multiValued": false, "description": "what is paid", "required": false,
				"caseExact": false, "mutability": "readOnly", "returned": "default", "uniqueness": "none"}},
			"meta": object{"resourceType": "Schema", "location": "http://reference.invalid/scim/v2/Schemas/" + vendorURN}}
	}
	resources := shown(func(r *http.Request) bool { return ofResources(r) && !selects(r) }, func(o object) {
		if list, ok := o["schemas"].([]any); ok && o["id"] != nil {
			o["schemas"], o[vendorURN] = append(slices.Clone(list), vendorURN), object{"tier": "gold"}
		}
	})
	types := shown(func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/ResourceTypes") }, func(o object) {
		if o["endpoint"] == "/Users" || o["endpoint"] == "/Groups" {
			list, _ := o["schemaExtensions"].([]any)
			o["schemaExtensions"] = append(slices.Clone(list), object{"schema": vendorURN, "required": false})
		}
	})
	schemas := answered(func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/Schemas") }, func(r *http.Request, p *reply) {
		b, _ := p.body.(object)
		switch list, isList := b["Resources"].([]any); {
		case isList:
			list = append(list, schema())
			b["Resources"], b["totalResults"], b["itemsPerPage"] = list, len(list), len(list)
		case strings.HasSuffix(r.URL.Path, vendorURN) && r.Method == http.MethodGet:
			p.status, p.body = http.StatusOK, schema()
		}
	})
	return combined(resources, types, schemas)
}
