package steps_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
)

// legalHTTP is what HTTP and JSON leave to a service provider.
func legalHTTP() []legal {
	same := func(s string) string { return s }
	path := func(s string) string { return "/scim/v2/" + endpoint(s) }
	port := func(s string) string { return strings.Replace(s, "reference.invalid", "REFERENCE.invalid:80", 1) }
	row := func(name, source string, change mutant, should ...string) legal {
		return legal{fault{name, change}, source, should, ""}
	}
	return []legal{
		row("Location is relative to the request", "RFC 9110, 10.2.2", relocated(endpoint, same), "D-039"),
		row("Location is a path", "RFC 9110, 10.2.2", relocated(path, same), "D-039"),
		row("meta.location is relative to the endpoints", "RFC 7643, 2.3.7", relocated(same, endpoint)),
		row("locations name the default port", "RFC 3986, 6.2.3", relocated(port, same)),
		row("reads say their Content-Location", "RFC 7643, 3.1; RFC 9110, 8.7", answered(ofResources, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && b["id"] != nil {
				if m, ok := b["meta"].(object); ok {
					p.header.Set("Content-Location", text(m["location"]))
				}
			}
		})),
		row("answers are labelled application/json", "RFC 7644, 3.8", labelledAs("application/json; charset=utf-8"), "MS-SCIM-18", "D-163"),
		row("answers are compressed where the client takes it", "RFC 9110, 8.4.1.3", compressed()),
		row("answers come in chunks, without a length", "RFC 9112, 7.1", chunked()),
		row("each answer ends its connection", "RFC 9112, 9.6", inHeader(always, func(h http.Header) { h.Set("Connection", "close") })),
		row("texts are written in ASCII", "RFC 8259, 7", answered(always, func(_ *http.Request, p *reply) {
			if p.body != nil {
				p.raw = inASCII(encode(p.body))
			}
		})),
	}
}

// compressed packs bodies for clients that say that they unpack them.
func compressed() mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rec := httptest.NewRecorder()
			next.ServeHTTP(rec, r)
			body := rec.Body.Bytes()
			for name, values := range rec.Header() {
				w.Header()[name] = values
			}
			if len(body) > 0 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				var packed bytes.Buffer
				zip := gzip.NewWriter(&packed)
				_, _ = zip.Write(body)
				_ = zip.Close()
				body = packed.Bytes()
				w.Header().Set("Content-Encoding", "gzip")
				w.Header().Set("Vary", "Accept-Encoding")
				w.Header().Del("Content-Length")
			}
			w.WriteHeader(rec.Code)
			_, _ = w.Write(body)
		})
	}
}

// chunked sends a body in two parts.
func chunked() mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rec := httptest.NewRecorder()
			next.ServeHTTP(rec, r)
			for name, values := range rec.Header() {
				w.Header()[name] = values
			}
			w.Header().Del("Content-Length")
			w.WriteHeader(rec.Code)
			body := rec.Body.Bytes()
			if len(body) == 0 {
				return
			}
			_, _ = w.Write(body[:len(body)/2])
			_ = http.NewResponseController(w).Flush()
			_, _ = w.Write(body[len(body)/2:])
		})
	}
}

// inASCII writes everything beyond ASCII, and the slash, as an escape.
func inASCII(body []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(body) {
		switch {
		case r == '/':
			b.WriteString(`\/`)
		case r < 0x80:
			b.WriteRune(r)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04X\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.Bytes()
}
