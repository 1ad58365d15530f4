package steps

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// locationLeads judges where a created resource is said to be. Both places may be relative: the header to the URL of the
// request (RFC 9110, 10.2.2), meta.location to the URL of the endpoints (RFC 7643, 2.3.7). Nobody but the field asks for
// more, so that a relative header is a finding of D-039 alone, and one with a host that this run does not use, which may be
// the right one for everybody else, is one of D-040.
func (w *world) locationLeads(ctx context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	base, err := url.Parse(w.endpoint.BaseURL + "/")
	if err != nil {
		return err
	}
	asked, err := url.Parse(a.at)
	if err != nil {
		return err
	}
	header, meta := a.header("Location"), gjson.Get(a.body, "meta.location").String()
	at, err := asked.Parse(header)
	if err != nil || header == "" {
		return a.mismatch("the Location of what was created", strconv.Quote(header))
	}
	said, err := base.Parse(meta)
	if err != nil || meta == "" || samePlace(said) != samePlace(at) {
		return a.mismatch("meta.location equal to the Location header "+header, strconv.Quote(meta))
	}
	if !sameHost(at, base) {
		m := a.mismatch("a Location below "+w.endpoint.BaseURL, header)
		m.Requirement = "D-040"
		return m
	}
	rest, below := strings.CutPrefix(at.EscapedPath(), strings.TrimSuffix(base.EscapedPath(), "/"))
	if !below {
		return a.mismatch("a Location below "+w.endpoint.BaseURL, header)
	}
	if at.RawQuery != "" {
		rest += "?" + at.RawQuery
	}
	read, err := w.request(ctx, http.MethodGet, rest, "")
	if err != nil {
		return err
	}
	if read.status != http.StatusOK || gjson.Get(read.body, "id").String() != gjson.Get(a.body, "id").String() {
		return read.mismatch("GET of the Location gives the user", read.String())
	}
	if !strings.Contains(header, "://") {
		m := a.mismatch("an absolute URL as Location", strconv.Quote(header))
		m.Requirement = "D-039"
		return m
	}
	return nil
}

// samePlace writes a URL so that two that are equal by RFC 3986, 6.2.2 and 6.2.3, are equal as texts: without the default
// port, with small letters where there is no case, and with its path decoded.
func samePlace(u *url.URL) string {
	return strings.ToLower(u.Scheme) + "://" + strings.ToLower(u.Hostname()) + ":" + portOf(u) + u.Path + "?" + u.RawQuery
}

func portOf(u *url.URL) string {
	switch port := u.Port(); {
	case port != "":
		return port
	case strings.EqualFold(u.Scheme, "https"):
		return "443"
	default:
		return "80"
	}
}

// sameHost says that a URL leads to where the run sends its requests. This machine has several names.
func sameHost(u, base *url.URL) bool {
	here := isLoopback(u.Hostname()) && isLoopback(base.Hostname())
	return portOf(u) == portOf(base) && (here || strings.EqualFold(u.Hostname(), base.Hostname()))
}
