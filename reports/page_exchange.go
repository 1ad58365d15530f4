package reports

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	// pageBudget is the size of all exchanges on the page together, in bytes.
	pageBudget = 5 << 20
	// pageExchanges is how many exchanges of one scenario are shown, and curlLimit how long a curl line may be.
	pageExchanges = 6
	curlLimit     = 6000
)

var rfcSection = regexp.MustCompile(`RFC (\d+)(?: section|,) ([\d.]*\d)`)

// exchangeView is one exchange on the page.
type exchangeView struct {
	Number  int
	Summary string
	Method  string
	Path    string
	Status  string
	Took    string
	// Named says that a finding points to it, Wrong that its status is part of what is wrong.
	Named, Wrong bool
	// Full says that there is more than the summary.
	Full              bool
	Request, Response messageView
	Error, Curl       string
}

type messageView struct {
	First     string
	Marked    bool
	Headers   []headerView
	Body      []bodyLine
	Truncated bool
}

type headerView struct {
	Name, Value string
	Marked      bool
}

// exchanges chooses those exchanges of a result that show what was wrong: the ones that findings name with what followed
// them, else the last ones.
func (v *viewer) exchanges(r Result, view *resultView) {
	first, last := r.window()
	view.Before, view.After = first, len(r.Exchanges)-last
	m := newMarker(r.Findings...)
	named := 0 // the first exchange that a finding names; what was before it is not to blame
	for _, f := range r.Findings {
		if f.Exchange > 0 && (named == 0 || f.Exchange < named) {
			named = f.Exchange
		}
	}
	for _, e := range r.Exchanges[first:last] {
		e = new(Redactor).Exchange(e) // empties credential headers even if the recorder forgot to
		x := exchangeView{
			Number: e.Number, Method: visible(cut(e.Request.Method, scimTypeLimit)), Path: visible(cut(e.Request.path(), shortLimit)),
			Took: spell(e.Duration), Summary: e.Summary(), Status: "no answer", Wrong: e.Response == nil,
			Named: slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Exchange > 0 && f.Exchange == e.Number }),
		}
		if e.Response != nil {
			x.Status, x.Wrong = e.Response.statusWords(), m.status(e.Response.Status)
		}
		if e.Number < named {
			v.fill(&x, e, marker{})
		} else {
			v.fill(&x, e, m)
		}
		view.Exchanges = append(view.Exchanges, x)
	}
}

// window gives the range of exchanges to show.
func (r Result) window() (first, last int) {
	n := len(r.Exchanges)
	first, last = max(0, n-pageExchanges), n
	for _, f := range r.Findings {
		i := slices.IndexFunc(r.Exchanges, func(e Exchange) bool { return f.Exchange > 0 && e.Number == f.Exchange })
		if i >= 0 {
			return max(0, i-1), min(n, max(0, i-1)+pageExchanges)
		}
	}
	return first, last
}

// fill adds request, response and curl line as long as the budget lasts.
func (v *viewer) fill(x *exchangeView, e Exchange, m marker) {
	if v.budget == 0 {
		v.omitted++
		return
	}
	x.Request = messageView{First: x.Method + " " + x.Path, Truncated: e.Request.Truncated, Headers: headers(e.Request.Header, m)}
	body := bodyLines(e.Request.Body)
	if x.Named || e.Response == nil || e.Response.Status >= http.StatusBadRequest {
		m.body(body)
	}
	x.Request.Body = shorten(body)
	x.Error = visible(cut(e.Error, longLimit))
	x.Curl = visible(cut(e.Curl(), curlLimit))
	if e.Response != nil {
		x.Response = messageView{
			First:  strings.TrimSpace(strconv.Itoa(e.Response.Status) + " " + http.StatusText(e.Response.Status)),
			Marked: x.Wrong, Truncated: e.Response.Truncated, Headers: headers(e.Response.Header, m),
		}
		body := bodyLines(e.Response.Body)
		m.body(body)
		m.complaint(e.Response.Status, body)
		x.Response.Body = shorten(body)
	}
	cost := size(x.Request.Body) + size(x.Response.Body) + len(x.Curl) + len(x.Error)
	if cost > v.budget {
		v.omitted++
		v.budget = 0 // whatever comes is left out as well: the first scenarios have everything
		*x = exchangeView{Number: x.Number, Summary: x.Summary, Method: x.Method, Path: x.Path, Status: x.Status, Took: x.Took,
			Named: x.Named, Wrong: x.Wrong}
		return
	}
	v.budget -= cost
	x.Full = true
}

func headers(header http.Header, m marker) []headerView {
	var all []headerView
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			all = append(all, headerView{visible(cut(name, detailLimit)), visible(cut(value, widest)), m.header(name)})
			if len(all) == headLines {
				return all
			}
		}
	}
	return all
}
