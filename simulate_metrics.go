package main

import (
	"net/http"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// requestMetrics are those of the requests to a target, whatever they were about.
type requestMetrics struct {
	answered, unanswered *prometheus.CounterVec
	lasted               *prometheus.HistogramVec
}

func newRequestMetrics() requestMetrics {
	return requestMetrics{
		answered: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "entrasim_requests_total", Help: "Requests to the target that were answered, by method and status.",
		}, []string{"method", "code"}),
		unanswered: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "entrasim_unanswered_requests_total", Help: "Requests to the target that had no answer, by method.",
		}, []string{"method"}),
		lasted: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "entrasim_request_seconds", Help: "Time until the target began to answer, in real time.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60},
		}, []string{"method"}),
	}
}

// collectors are for the listener that shows them.
func (m requestMetrics) collectors() []prometheus.Collector {
	return []prometheus.Collector{m.answered, m.unanswered, m.lasted}
}

// watch counts and measures what is sent.
func (m requestMetrics) watch(next http.RoundTripper) http.RoundTripper {
	watched := promhttp.InstrumentRoundTripperCounter(m.answered, promhttp.InstrumentRoundTripperDuration(m.lasted, next))
	return promhttp.RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
		resp, err := watched.RoundTrip(r)
		if err != nil {
			m.unanswered.WithLabelValues(strings.ToLower(r.Method)).Inc()
		}
		return resp, err
	})
}
