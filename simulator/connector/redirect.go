package connector

import (
	"net/http"
	"net/url"
)

// maxRedirects is net/http's own limit.
const maxRedirects = 10

// redirects is the policy of an http.Client that follows those that keep the method and stay within the origin of the base
// URL. A credential must not travel to another host, and a PATCH that a 302 turns into a GET would count as done.
func redirects(base *url.URL) func(*http.Request, []*http.Request) error {
	return func(next *http.Request, before []*http.Request) error {
		if len(before) > maxRedirects || next.Method != before[0].Method ||
			next.URL.Scheme != base.Scheme || next.URL.Host != base.Host {
			return http.ErrUseLastResponse
		}
		return nil
	}
}

// locations drops the Location of a redirect that cannot be read. net/http would make an error of it, without the status, that repeats
// the text with whatever secret is in it.
type locations struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (l locations) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 3 {
		return resp, nil // net/http does not look at it
	}
	if _, err := r.URL.Parse(resp.Header.Get("Location")); err != nil {
		resp.Header.Del("Location")
	}
	return resp, nil
}

// location is where a redirect leads, without a query: that may hold a secret.
func (a answer) location() string {
	to, err := url.Parse(a.header.Get("Location"))
	if err != nil || to.Host == "" && to.Path == "" {
		return "nowhere"
	}
	to.RawQuery, to.Fragment, to.User = "", "", nil
	return to.String()
}
