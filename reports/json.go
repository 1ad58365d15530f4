package reports

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"time"

	"github.com/entrasim/entrasim/features"
)

// FormatVersion is the version of the JSON format. It rises when a field goes or changes its meaning, not when one is
// added.
const FormatVersion = 1

// WriteJSON writes the report as indented JSON, the source of all other renderings. Fields have a fixed order, results
// are sorted, so that the same report gives the same bytes. Names ending in Ms are milliseconds, with a fraction; times
// are UTC. "name", "conforms", "outcomes" and "causes" follow from the rest and are there for readers. A finding refers to
// one of the "diagnoses" by its id. Credential headers are
// emptied even if the recorder forgot to; bytes that are not UTF-8 become U+FFFD.
func (r *Report) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r.document())
}

// ReadJSON reads what WriteJSON wrote. Fields it does not know are ignored, another version is an error. Empty lists
// come back as nil.
func ReadJSON(r io.Reader) (*Report, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read report: %w", err)
	}
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return nil, fmt.Errorf("read report: %w", err)
	}
	if head.Version != FormatVersion {
		return nil, fmt.Errorf("read report: expected version %d, found %d", FormatVersion, head.Version)
	}
	var document jsonReport
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("read report: %w", err)
	}
	return document.report()
}

type jsonReport struct {
	Version      int              `json:"version"`
	Tool         string           `json:"tool"`
	Catalogue    string           `json:"catalogue"`
	Started      time.Time        `json:"started"`
	DurationMs   float64          `json:"durationMs"`
	Target       jsonTarget       `json:"target"`
	Profile      string           `json:"profile"`
	Dialects     []string         `json:"dialects"`
	Seed         int64            `json:"seed"`
	Prefix       string           `json:"prefix"`
	Conforms     bool             `json:"conforms"`
	Outcomes     jsonOutcomes     `json:"outcomes"`
	Capabilities []jsonCapability `json:"capabilities"`
	Causes       []jsonCause      `json:"causes"`
	Diagnoses    []Diagnosis      `json:"diagnoses"`
	Cleanup      jsonCleanup      `json:"cleanup"`
	Strict       bool             `json:"strict,omitempty"`
	Sections     []Section        `json:"sections,omitempty"`
	Gallery      *Gallery         `json:"gallery,omitempty"`
	Results      []jsonResult     `json:"results"`
	Sources      []Source         `json:"sources,omitempty"`
}

type jsonTarget struct {
	URL      string `json:"url"`
	Embedded bool   `json:"embedded"`
}

type jsonOutcomes struct {
	Passed        int `json:"passed"`
	NotApplicable int `json:"notApplicable"`
	Warned        int `json:"warned"`
	KnownFailure  int `json:"knownFailure"`
	Blocked       int `json:"blocked"`
	Failed        int `json:"failed"`
	Errored       int `json:"errored"`
}

type jsonCapability struct {
	Name    string `json:"name"`
	Claimed bool   `json:"claimed"`
	Source  string `json:"source"`
}

type jsonCleanup struct {
	Created int      `json:"created"`
	Removed int      `json:"removed"`
	Left    []string `json:"left"`
}

type jsonResult struct {
	Name         string         `json:"name"`
	Area         string         `json:"area"`
	Feature      string         `json:"feature"`
	Scenario     string         `json:"scenario"`
	File         string         `json:"file"`
	Line         int            `json:"line"`
	Dialect      string         `json:"dialect,omitempty"`
	Requirements []string       `json:"requirements"`
	Outcome      Outcome        `json:"outcome"`
	Reason       string         `json:"reason,omitempty"`
	Started      time.Time      `json:"started,omitzero"`
	DurationMs   float64        `json:"durationMs"`
	Findings     []jsonFinding  `json:"findings"`
	Exchanges    []jsonExchange `json:"exchanges"`
}

type jsonFinding struct {
	Requirement string `json:"requirement"`
	Level       string `json:"level"`
	Step        string `json:"step"`
	Expected    string `json:"expected"`
	Actual      string `json:"actual"`
	Exchange    int    `json:"exchange,omitempty"`
	Cause       string `json:"cause,omitempty"`
	Diagnosis   string `json:"diagnosis,omitempty"`
}

type jsonExchange struct {
	Number     int           `json:"number"`
	Started    time.Time     `json:"started"`
	DurationMs float64       `json:"durationMs"`
	Request    jsonRequest   `json:"request"`
	Response   *jsonResponse `json:"response,omitempty"`
	Error      string        `json:"error,omitempty"`
}

type jsonRequest struct {
	Method    string      `json:"method"`
	URL       string      `json:"url"`
	Header    http.Header `json:"header,omitempty"`
	Body      string      `json:"body,omitempty"`
	Truncated bool        `json:"truncated,omitempty"`
}

type jsonResponse struct {
	Status    int         `json:"status"`
	Header    http.Header `json:"header,omitempty"`
	Body      string      `json:"body,omitempty"`
	Truncated bool        `json:"truncated,omitempty"`
}

// toMs and fromMs keep every nanosecond of durations up to a hundred days.
func toMs(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func fromMs(ms float64) time.Duration {
	return time.Duration(math.Round(ms * float64(time.Millisecond)))
}

// parseLevel reads the words of features.Level.String.
func parseLevel(text string) (features.Level, error) {
	for l := features.None; l <= features.Must; l++ {
		if l.String() == text {
			return l, nil
		}
	}
	return features.None, fmt.Errorf("level: expected Must, Should, May or not applicable, found %q", text)
}
