package reports

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// WriteHAR writes the exchanges of the report as an HTTP Archive, version 1.2 (http://www.softwareishard.com/blog/har-12-spec/),
// which the network panel of a browser opens: a page per scenario, an entry per exchange. A request without an answer has
// the status 0, as browsers write it, and the reason in the entry's comment. Of what the recorder does not know the archive
// says so, with -1 for sizes and the whole time under wait.
func (r *Report) WriteHAR(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(r.archive())
}

func (r *Report) archive() harFile {
	log := harLog{Version: "1.2", Creator: harCreator{"entrasim", valid(r.Tool)}, Pages: []harPage{}, Entries: []harEntry{}}
	for i, result := range r.sorted() {
		if len(result.Exchanges) == 0 {
			continue
		}
		page := harPage{Started: harTime(result.began(r.Started)), ID: "scenario-" + strconv.Itoa(i+1), Title: visible(result.Name())}
		page.Comment = visible(cut(result.Word()+reasonAfter(result.Reason), longLimit))
		log.Pages = append(log.Pages, page)
		for _, e := range result.Exchanges {
			log.Entries = append(log.Entries, newHAREntry(page.ID, new(Redactor).Exchange(e)))
		}
	}
	slices.SortStableFunc(log.Entries, func(a, b harEntry) int { return a.began.Compare(b.began) })
	return harFile{log}
}

func reasonAfter(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}

// harTime gives a time as ISO 8601 with milliseconds. Browsers refuse years of more than four digits, and so does JSON.
func harTime(t time.Time) string {
	if y := t.UTC().Year(); y < 0 || y > 9999 {
		t = time.Time{}
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}

func newHAREntry(page string, e Exchange) harEntry {
	entry := harEntry{
		began: e.Started, Page: page, Started: harTime(e.Started), Time: toMs(e.Duration), Request: newHARRequest(e.Request),
		Timings: harTimings{Blocked: -1, DNS: -1, Connect: -1, Send: 0, Wait: toMs(e.Duration), Receive: 0, SSL: -1},
	}
	if e.Response == nil {
		entry.Response = harResponse{Protocol: protocol, Cookies: []harPair{}, Headers: []harPair{}, HeadersSize: -1, BodySize: -1,
			Content: harContent{MediaType: "x-unknown"}}
		entry.Comment = visible(cut("no answer"+reasonAfter(e.Error), longLimit))
		return entry
	}
	body := valid(e.Response.Body)
	entry.Response = harResponse{
		Status: e.Response.Status, StatusText: http.StatusText(e.Response.Status), Protocol: protocol, Cookies: []harPair{},
		Headers: harHeaders(e.Response.Header), Redirect: valid(e.Response.Header.Get("Location")), HeadersSize: -1,
		BodySize: bodySize(e.Response.Body, e.Response.Truncated),
		Content:  harContent{Size: len(body), MediaType: mediaType(e.Response.Header), Text: body, Comment: truncation(e.Response.Truncated)},
	}
	return entry
}

// protocol is written where the version is not recorded: the field is required, and readers expect one of HTTP's.
const protocol = "HTTP/1.1"

func newHARRequest(r Request) harRequest {
	request := harRequest{Method: valid(r.Method), URL: valid(r.URL), Protocol: protocol, Cookies: []harPair{}, Headers: harHeaders(r.Header),
		Query: []harPair{}, HeadersSize: -1, BodySize: bodySize(r.Body, r.Truncated)}
	if u, err := url.Parse(r.URL); err == nil {
		query := u.Query()
		for _, name := range slices.Sorted(maps.Keys(query)) {
			for _, value := range query[name] {
				request.Query = append(request.Query, harPair{valid(name), valid(value)})
			}
		}
	}
	if r.Body != "" {
		request.Body = &harBody{MediaType: mediaType(r.Header), Text: valid(r.Body), Comment: truncation(r.Truncated)}
	}
	return request
}

func harHeaders(header http.Header) []harPair {
	all := []harPair{}
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			all = append(all, harPair{valid(name), valid(value)})
		}
	}
	return all
}

func mediaType(header http.Header) string {
	if t := header.Get("Content-Type"); t != "" {
		return valid(t)
	}
	return "x-unknown"
}

func bodySize(body string, truncated bool) int {
	if truncated {
		return -1
	}
	return len(body)
}

func truncation(truncated bool) string {
	if truncated {
		return "only the beginning was recorded"
	}
	return ""
}
