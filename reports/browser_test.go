package reports

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// browserTime bounds what one test does with its browser.
const browserTime = 2 * time.Minute

// tab is a page of a browser, and what it complained of or asked for.
type tab struct {
	context.Context
	t *testing.T

	mu         sync.Mutex
	complaints []string
	requests   []string
}

// newTab starts a headless Chromium with a fresh profile. Without Chromium on the machine the test is skipped; .ci/run,
// which installs it, takes a skipped test for an error.
func newTab(t *testing.T) *tab {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine: apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(browserTime))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &tab{t: t}
	require.NoError(t, chromedp.Listen(ctx, b.listen)) // starts the browser
	b.Context, cancel = context.WithTimeout(ctx, browserTime)
	t.Cleanup(cancel)
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	call(b, cdppage.Enable, cdppage.EnableParams{})
	call(b, runtime.Enable, cdp.Empty{})
	return b
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		b.complaints = append(b.complaints, fmt.Sprintf("console.%s", e.Type))
	case *log.EventEntryAdded:
		b.complaints = append(b.complaints, e.Entry.Text)
	case *cdppage.EventJavascriptDialogOpening:
		b.complaints = append(b.complaints, "dialog: "+e.Message)
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	}
}

func (b *tab) run(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	require.NoError(b.t, chromedp.Do(b.Context, steps...))
}

// call sends a command of the browser's protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	_, err := chromedp.Call(b.Context, command, params)
	require.NoError(b.t, err)
}

// script runs a script in the page, for what it does.
func script(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](text)
}

// until waits for an expression to be true.
func until(expression string) chromedp.Action[chromedp.Void] {
	return chromedp.Poll[chromedp.Void](expression)
}

// open shows a report from a file, and gives its URL.
func (b *tab) open(r *Report) string {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "report.html")
	var text bytes.Buffer
	require.NoError(b.t, r.writeHTML(&text, sampleFind))
	require.NoError(b.t, os.WriteFile(path, text.Bytes(), 0o600))
	address := (&url.URL{Scheme: "file", Path: path}).String()
	b.run(chromedp.Navigate(address))
	return address
}

// quiet checks that the page asked for nothing but itself, and that the browser had nothing to complain of.
func (b *tab) quiet(address string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	assert.Empty(b.t, b.complaints)
	for _, r := range b.requests {
		assert.Equal(b.t, address, r, "the page needs nothing else")
	}
	assert.NotEmpty(b.t, b.requests)
}

// value evaluates an expression in the page.
func value[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.Context, chromedp.Evaluate[T](expression))
	require.NoError(b.t, err)
	return v
}

// shown gives the titles of the results that the filters leave, in the order of the page.
func (b *tab) shown() []string {
	b.t.Helper()
	return value[[]string](b, `[...document.querySelectorAll("[data-outcome]:not([hidden]) .title")].filter(e => !e.closest("[data-area][hidden]"))
		.map(e => e.firstChild.textContent.trim())`)
}

func TestPageFilters(t *testing.T) {
	b := newTab(t)
	address := b.open(sample())
	assert.Len(t, b.shown(), 8)
	type wants struct {
		titles []string
		text   string
	}
	check := func(what string, want wants) {
		t.Helper()
		assert.Equal(t, want.titles, b.shown(), what)
		assert.Equal(t, want.text, value[string](b, `document.getElementById("shown").textContent`), what)
	}
	b.run(chromedp.Click(chromedp.CSS(`.toggle.failed`)))
	failed := []string{"the account is inactive after the next cycle", "a leaver is inactive"}
	check("outcome failed", wants{failed, "2 of 8 shown"})
	b.run(chromedp.Click(chromedp.CSS(`.toggle.blocked`)))
	check("or blocked", wants{append(failed, "a joiner who comes back is active"), "3 of 8 shown"})
	b.run(chromedp.SendKeys(chromedp.CSS(`[name=text]`), "LEAVER feature:22"))
	check("and words, in any letter case", wants{failed[1:], "1 of 8 shown"})
	b.run(chromedp.Click(chromedp.CSS(`#filters button[type=reset]`)), until(`document.getElementById("shown").textContent === "8 results"`))
	assert.Len(t, b.shown(), 8)
	choose := func(name, option string) {
		b.run(script(fmt.Sprintf(`(() => { const s = document.querySelector("[name=%s]"); s.value = %q; s.dispatchEvent(new Event("input", {bubbles: true})) })()`,
			name, option)))
	}
	choose("area", "updates")
	check("area", wants{[]string{"a manager is removed", "a PATCH is answered 200 or 204"}, "2 of 8 shown"})
	choose("level", "Should")
	check("level", wants{[]string{"a PATCH is answered 200 or 204"}, "1 of 8 shown"})
	b.run(chromedp.SendKeys(chromedp.CSS(`[name=text]`), "no such words"))
	check("nothing", wants{[]string{}, "0 of 8 shown"})
	assert.False(t, value[bool](b, `document.getElementById("nothing").hidden`))

	// A link to a result that is filtered out takes the filters away and opens it.
	id := value[string](b, `[...document.querySelectorAll(".result")].find(e => e.textContent.includes("a leaver is inactive")).id`)
	b.run(script(`location.hash = "`+id+`"`), until(`document.getElementById("`+id+`").open`))
	assert.Len(t, b.shown(), 8)
	marks := value[[]string](b, `[...document.querySelectorAll("#`+id+` mark, #`+id+` .marked")].map(e => e.textContent.trim())`)
	assert.Equal(t, []string{`{"op":"Replace","path":"active","value":"False"}`, "400 Bad Request", `"scimType": "invalidValue",`,
		`"detail": "active must be boolean"`}, marks, "what was wrong is highlighted, and nothing else")
	b.quiet(address)
}

func TestPageOfAHostileTarget(t *testing.T) {
	b := newTab(t)
	r := &Report{Version: FormatVersion}
	for _, text := range attacks {
		more := hostile(text)
		r.Results = append(r.Results, more.Results...)
		r.Sections, r.Capabilities = append(r.Sections, more.Sections...), append(r.Capabilities, more.Capabilities...)
		r.Cleanup.Left = append(r.Cleanup.Left, text)
	}
	r.Target.URL, r.Profile = attacks[0], attacks[3]
	address := b.open(r)
	b.run(script(`document.querySelectorAll("details").forEach(d => d.open = true)`))
	assert.True(t, value[bool](b, `window.pwned === undefined`))
	assert.Equal(t, 1, value[int](b, `document.scripts.length`))
	assert.Equal(t, 0, value[int](b, `document.querySelectorAll("img, iframe, link, object, embed, base, [onload], [onerror], [onmouseover], [style]").length`))
	assert.NotContains(t, value[string](b, `document.title`), "\n")
	odd := value[[]string](b, `[...new Set(document.body.textContent.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g) || [])]`)
	assert.Empty(t, odd, "nothing stands in the page that does not print")
	for _, width := range []int64{1200, 390} {
		call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 500})
		assert.LessOrEqual(t, value[int](b, `document.documentElement.scrollWidth`), int(width), "a long line makes nobody scroll sideways")
	}
	assert.Positive(t, value[int](b, `document.querySelectorAll(".toggle").length`), "the page's own script runs")
	b.quiet(address)
}

// contrasts gives for texts of the page the lowest contrast with what is behind them, as WCAG 2.1 computes it.
const contrasts = `(() => {
  const rgb = (text) => { const m = text.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const luminance = (c) => { const l = c.slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * l[0] + .7152 * l[1] + .0722 * l[2]; };
  const behind = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; } return [255, 255, 255, 1]; };
  const low = [];
  for (const e of document.querySelectorAll("h1, h2, h3, h4, h5, p, a, li, dt, dd, td, th, summary, span, code, b, mark, label, pre")) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || e.className === "none" || !e.getClientRects().length) continue;
    const a = luminance(rgb(getComputedStyle(e).color)), z = luminance(behind(e));
    const ratio = (Math.max(a, z) + .05) / (Math.min(a, z) + .05);
    if (ratio < 4.5) low.push(e.tagName + "." + e.className + " " + ratio.toFixed(2) + " " + e.textContent.trim().slice(0, 30));
  }
  return low;
})()`

func TestPageInBothColourSchemes(t *testing.T) {
	b := newTab(t)
	address := b.open(sample())
	b.run(script(`document.querySelectorAll("details").forEach(d => d.open = true)`))
	backgrounds := map[string]string{}
	for _, scheme := range []string{"light", "dark"} {
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		backgrounds[scheme] = value[string](b, `getComputedStyle(document.body).backgroundColor`)
		assert.Empty(t, value[[]string](b, contrasts), "texts that are hard to read in the %s scheme", scheme)
	}
	assert.NotEqual(t, backgrounds["light"], backgrounds["dark"])

	// On paper everything about a failure is visible, and what only a mouse can use is not.
	b.run(script(`document.querySelectorAll("details").forEach(d => d.open = false)`))
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	assert.Positive(t, value[float64](b, `document.querySelector(".result.failed .finding").getBoundingClientRect().height`))
	assert.True(t, value[bool](b, `document.querySelector(".result.failed .finding").checkVisibility()`))
	assert.False(t, value[bool](b, `document.getElementById("filters").checkVisibility()`))
	assert.Equal(t, "rgb(255, 255, 255)", value[string](b, `getComputedStyle(document.body).backgroundColor`))
	b.quiet(address)
}

// TestPageWithoutScripts: the evidence is in the page, behind folds that need no script, and no filter promises anything.
func TestPageWithoutScripts(t *testing.T) {
	b := newTab(t)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	address := b.open(sample())
	text, err := chromedp.Run(b.Context, chromedp.OuterHTML(chromedp.CSS("main")))
	require.NoError(t, err)
	form, err := chromedp.Run(b.Context, chromedp.OuterHTML(chromedp.CSS("#filters")))
	require.NoError(t, err)
	for _, want := range []string{"Not ready for Microsoft Entra ID", "active must be boolean", "curl -X PATCH", "App gallery"} {
		assert.Contains(t, text, want)
	}
	assert.True(t, strings.HasPrefix(form, `<form id="filters" hidden`), form)
	b.quiet(address)
}
