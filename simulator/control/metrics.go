package control

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/drive"
)

// metricsOf has the state of the job in Prometheus' text format. Counts of the cycle under way are gauges, for they begin
// anew with each.
func metricsOf(d *drive.Driver, others []prometheus.Collector) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(&collector{driver: d})
	registry.MustRegister(others...)
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

// collector reads the state when it is asked.
type collector struct{ driver *drive.Driver }

var (
	metricTime       = describe("time_seconds", "Simulated time since 1970.")
	metricNextRun    = describe("next_run_seconds", "Simulated time of the next cycle since 1970; absent when the job does not run by itself.")
	metricActive     = describe("job_status", "1 for the code that the job has, 0 for the others (Graph: synchronizationStatus.code).", "code")
	metricLinked     = describe("linked_objects", "Objects that have a resource at the target.", "type")
	metricFailures   = describe("successive_complete_failures", "Latest cycles that failed as a whole.")
	metricRunning    = describe("cycle_running", "Whether a cycle is under way.")
	metricCycle      = describe("cycle", "What the cycle under way, or the last one, came to (Graph: synchronizationTaskExecution).", "count")
	metricEscrows    = describe("escrows", "Operations that failed and wait to be tried again, absent in the middle of a cycle.")
	metricRows       = describe("log_rows", "Rows of the provisioning log that are kept.")
	metricQuarantine = describe("quarantined", "Whether the job is in quarantine.")
)

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("entrasim_"+name, help, labels, nil)
}

// Describe implements prometheus.Collector.
func (c *collector) Describe(all chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		metricTime, metricNextRun, metricActive, metricLinked, metricFailures, metricRunning, metricCycle, metricEscrows, metricRows, metricQuarantine,
	} {
		all <- d
	}
}

// Collect implements prometheus.Collector.
func (c *collector) Collect(all chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		all <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	yes := map[bool]float64{true: 1}
	s := c.driver.State()
	gauge(metricTime, float64(s.Now.Unix()))
	if s.NextRun != nil {
		gauge(metricNextRun, float64(s.NextRun.Unix()))
	}
	for _, code := range simulator.StatusCodes() {
		gauge(metricActive, yes[code == s.Status.Code], string(code))
	}
	for typ, n := range s.Status.SynchronizedEntryCountByType {
		gauge(metricLinked, float64(n), typ)
	}
	gauge(metricFailures, float64(s.Status.CountSuccessiveCompleteFailures))
	gauge(metricRunning, yes[s.Running != nil])
	cycle := s.Status.LastExecution
	if s.Running != nil {
		cycle = *s.Running
	}
	for name, n := range map[string]int{
		"imported": cycle.CountImported, "entitled": cycle.CountEntitled, "exports": cycle.CountExports,
		"exported": cycle.CountExported, "escrowed": cycle.CountEscrowed,
	} {
		gauge(metricCycle, float64(n), name)
	}
	if s.Running == nil {
		gauge(metricEscrows, float64(s.Escrows))
	}
	gauge(metricRows, float64(c.driver.Log().Len()))
	gauge(metricQuarantine, yes[s.Status.Quarantine != nil])
}
