package reports

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"

	"github.com/entrasim/entrasim/features"
)

//go:embed page/page.html.tmpl
var pageTemplate string

//go:embed page/results.html.tmpl
var resultsTemplate string

//go:embed page/style.css
var pageStyle string

//go:embed page/script.js
var pageScript string

// WriteHTML writes the report as one page that needs nothing else: no other file, no network, and no script to be read.
// With scripts it can be filtered. Everything that a target sent is made visible and escaped for its context, and a
// content security policy lets nothing but the page's own style and script in, whatever slips through.
//
// The page shows the exchanges that the findings of a scenario point to; traffic.har has the others, too.
func (r *Report) WriteHTML(w io.Writer) error { return r.writeHTML(w, features.Find) }

func (r *Report) writeHTML(w io.Writer, find catalogue) error {
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return err
	}
	if t, err = t.Parse(resultsTemplate); err != nil {
		return err
	}
	p := r.page(find)
	p.Style = template.CSS(pageStyle)  //nolint:gosec // the file above
	p.Script = template.JS(pageScript) //nolint:gosec // the file above
	p.Policy = "default-src 'none'; style-src " + digest(pageStyle) + "; script-src " + digest(pageScript) +
		"; base-uri 'none'; form-action 'none'"
	return t.Execute(w, p)
}

// digest allows one text in a content security policy.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
