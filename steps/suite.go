// Package steps is the judge: the Gherkin vocabulary, and the runner that lets features drive the simulator and raw
// requests against one service provider and says what an administrator would live through.
//
// It judges by the bytes on the wire and shares no reading of SCIM with the simulator or the reference server. Verdicts
// are its own: godog parses and matches the features, and what it counts as passed means nothing here.
package steps

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cucumber/godog"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/mapping"
	"github.com/entrasim/entrasim/steps/internal/demands"
	"github.com/entrasim/entrasim/steps/internal/exchange"
	"github.com/entrasim/entrasim/steps/internal/watch"
)

// Config says what to run, and against what.
type Config struct {
	Target Target
	// Profile is what to judge by; the zero value means "entra".
	Profile fixtures.Profile
	// Features is a folder of the user's own feature files; nil means those that come with entrasim.
	Features fs.FS
	// Dialects are the dialects in which scenarios that make the simulator PATCH run; none means both.
	Dialects []connector.Dialect
	// Run selects scenarios (empty: all of the profile), Skip leaves some of them out, KnownFailing names those whose
	// failure is no news.
	Run, Skip, KnownFailing *Patterns
	// Seed makes ids, names and phases repeatable. Two runs with one seed against one service provider use the same names.
	Seed int64
	// Shuffle runs the scenarios in an order that Seed gives, instead of the catalogue's.
	Shuffle bool
	// Parallel is how many scenarios run at once; below 1 means 1.
	Parallel int
	// Timeout is how long one answer may take; 0 means 60 s, after which Entra ID gives up (Microsoft Q&A 1151866).
	Timeout time.Duration
	// Rate is the most requests a second; 0 means no limit.
	Rate float64
	// ReportDir is where the ledger of created things is written; empty keeps it in memory.
	ReportDir string
	// Values are the target's own demands on what is created, beyond its discovery documents.
	Values fixtures.Values
	// Progress gets a line for each finished scenario's area; nil for none.
	Progress io.Writer
	// Advance, when not nil, is told of each scenario that has ended, one at a time: how many have, of how many.
	Advance func(done, total int, r reports.Result)
	// Godog, when not nil, gives godog's own options to run with, as in a go test: its formatter, tags and subtests.
	Godog *godog.Options
}

// run is one run of the suite.
type run struct {
	config Config
	prefix string
	limits *exchange.Limits
	ledger *exchange.Ledger
	guard  *exchange.Guard
	redact *reports.Redactor
	schema func() (*mapping.SynchronizationSchema, error)
	files  []featureFile
	byKey  map[string]Scenario

	// claims are what the target says of itself; showsMembers says that it has been seen to list members of a group, hidesMembers
	// that it was tried and showed nobody.
	claims []reports.Claim
	lookUp reports.Exchange // the first one of all
	doubts []string         // what the answers of discovery lacked
	// schemas is the target's /Schemas document, empty where it cannot be read.
	schemas                    string
	demands                    demands.All
	showsMembers, hidesMembers atomic.Bool
	vocabulary                 sentences
	// watch looks at every answer.
	watch watch.Watch
	// aftermath is that of the pass that runs.
	aftermath *aftermath

	mu      sync.Mutex
	results []reports.Result
	// deadline is when clean-up after an interrupt has to be over; zero before one.
	deadline time.Time
	done     int // scenarios that have ended, of total
	total    int
	left     map[string]int // by area: scenarios that have not ended yet, for the progress
}

// ErrNothingSelected is returned when the patterns leave no scenario to run: a run that checks nothing is no pass.
var ErrNothingSelected = errors.New("no scenario is selected; `entrasim list scenarios` names them all")

// Run judges a target. The error says that nothing could be learnt, or not everything; whatever was learnt is in the
// report, which an interrupted run has, too.
func Run(ctx context.Context, c Config) (*reports.Report, error) {
	started := time.Now()
	r, err := newRun(c)
	if err != nil {
		return nil, err
	}
	defer r.ledger.Close()
	c = r.config // with its defaults
	plan, err := r.plan()
	if err != nil {
		return nil, err
	}
	claims, blocked, err := r.discover(ctx)
	r.claims = claims
	if err != nil {
		return nil, err
	}
	plan = r.blockAll(r.gate(plan, claims), blocked)
	roots, err := r.rootsOf(ctx, plan, blocked)
	if err != nil {
		return nil, err
	}
	r.countDown(plan)
	err = r.passes(ctx, plan)
	r.blameRoots(roots)
	report := &reports.Report{Version: reports.FormatVersion, Tool: Version(), Catalogue: features.CatalogueVersion,
		Started: started.UTC(), Duration: time.Since(started), Target: reports.Target{URL: c.Target.URL(), Embedded: c.Target.Embedded()},
		Profile: c.Profile.Name, Seed: c.Seed, Prefix: r.prefix, Capabilities: claims, Results: r.results}
	for _, d := range r.config.Dialects {
		report.Dialects = append(report.Dialects, d.String())
	}
	for _, f := range r.files {
		if slices.ContainsFunc(r.results, func(x reports.Result) bool { return x.File == f.path }) {
			report.Sources = append(report.Sources, reports.Source{Path: f.path, Text: r.redact.Text(string(f.text))})
		}
	}
	if r.profile() == features.ProfileGallery {
		report.Gallery = reports.JudgeGallery(report, r.schemas)
		report.Sections = append(report.Sections, report.Gallery.Sections()...)
	}
	report.Cleanup.Created, report.Cleanup.Removed, report.Cleanup.Left = r.ledger.Counts()
	return report, err
}

func newRun(c Config) (*run, error) {
	if c.Profile.Name == "" {
		var err error
		if c.Profile, err = fixtures.LoadProfile("entra"); err != nil {
			return nil, err
		}
	}
	if len(c.Dialects) == 0 {
		c.Dialects = []connector.Dialect{connector.DialectDefault, connector.DialectCompliant}
	}
	if c.Timeout == 0 {
		c.Timeout = time.Minute
	}
	r := &run{config: c, limits: exchange.NewLimits(c.Timeout, c.Rate), redact: reports.NewRedactor(), schema: profileSchema(c.Profile.Mapping), byKey: map[string]Scenario{}, watch: watch.Watch{State: stateOf}}
	random := rand.New(rand.NewPCG(uint64(c.Seed), 0)) //nolint:gosec // repeatable, not secret
	r.prefix = "es" + strconv.FormatUint(random.Uint64N(36*36*36*36*36)+36*36*36*36*36, 36)[1:] + "-"
	r.guard = exchange.NewGuard(r.prefix)
	var err error
	if c.Features == nil {
		r.files, err = readFeatures(features.FS, features.Find)
	} else {
		r.files, err = readOwnFeatures(c.Features)
	}
	if err != nil {
		return nil, err
	}
	if c.ReportDir == "" {
		r.ledger = &exchange.Ledger{}
		return r, nil
	}
	path := filepath.Join(c.ReportDir, "ledger-"+strings.TrimSuffix(r.prefix, "-")+".ndjson")
	r.ledger, err = exchange.OpenLedger(path, exchange.Run{Prefix: r.prefix, Target: c.Target.URL()})
	return r, err
}

func (r *run) profile() string { return r.config.Profile.Name }

// direct says that godog's own formatter is what people look at, so that errors go through it.
func (r *run) direct() bool { return r.config.Godog != nil }

// passes runs the plan: for each dialect first what may run in parallel, then what needs the account for itself, and in the
// end what judges all that went before. Scenarios in which no dialect shows run in the first one only.
func (r *run) passes(ctx context.Context, plan []Scenario) error {
	some := func(d connector.Dialect, exclusive bool, in func(Scenario) bool) error {
		var part []Scenario
		for _, s := range plan {
			if in(s) {
				part = append(part, s)
			}
		}
		if len(part) == 0 {
			return nil
		}
		return r.pass(ctx, part, d, exclusive)
	}
	for i, d := range r.config.Dialects {
		for _, exclusive := range []bool{false, true} {
			if err := some(d, exclusive, func(s Scenario) bool {
				return !s.Last && s.Exclusive == exclusive && (i == 0 || s.Dialects)
			}); err != nil {
				return err
			}
		}
	}
	return some(r.config.Dialects[0], false, func(s Scenario) bool { return s.Last })
}

func (r *run) pass(ctx context.Context, part []Scenario, d connector.Dialect, exclusive bool) error {
	for _, s := range part {
		r.byKey[s.key] = s
	}
	in := func(s Scenario) bool {
		return slices.ContainsFunc(part, func(p Scenario) bool { return p.key == s.key })
	}
	options := godog.Options{Format: "progress", Output: io.Discard, NoColors: true}
	if r.direct() {
		options = *r.config.Godog
	}
	options.Strict, options.DefaultContext, options.Concurrency = true, ctx, max(1, r.config.Parallel)
	if exclusive {
		options.Concurrency = 1
	}
	for _, f := range r.ordered() {
		if text := f.only(in); text != nil {
			options.FeatureContents = append(options.FeatureContents, godog.Feature{Name: f.path, Contents: text})
		}
	}
	if r.config.Shuffle {
		options.Randomize = r.config.Seed
	}
	before := len(r.results)
	r.aftermath = newAftermath()
	godog.TestSuite{Name: "entrasim", Options: &options, ScenarioInitializer: func(sc *godog.ScenarioContext) {
		r.hooks(sc, d)
	}}.Run()
	r.aftermath.end()
	if done := len(r.results) - before; done != len(part) && !r.direct() {
		return fmt.Errorf("godog ran %d of %d scenarios", done, len(part))
	}
	return nil
}

// ordered gives the files in the order in which they run.
func (r *run) ordered() []featureFile {
	files := slices.Clone(r.files)
	if r.config.Shuffle {
		random := rand.New(rand.NewPCG(uint64(r.config.Seed), 1)) //nolint:gosec // repeatable, not secret
		random.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	}
	return files
}

// Version is the module's version from the build information; "devel" in a checkout.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}
