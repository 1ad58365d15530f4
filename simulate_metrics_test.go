package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRequestsAreCounted(t *testing.T) {
	target := httptest.NewServer(http.NotFoundHandler())
	defer target.Close()
	m := newRequestMetrics()
	registry := prometheus.NewRegistry()
	registry.MustRegister(m.collectors()...)
	client := http.Client{Transport: m.watch(http.DefaultTransport)}
	for range 2 {
		answer, err := client.Get(target.URL)
		require.NoError(t, err)
		answer.Body.Close()
	}
	target.Close()
	_, err := client.Get(target.URL)
	require.Error(t, err)
	found, err := registry.Gather()
	require.NoError(t, err)
	problems, err := promlint.NewWithMetricFamilies(found).Lint()
	require.NoError(t, err)
	assert.Empty(t, problems)
	require.Len(t, found, 3)
	assert.Equal(t, "entrasim_unanswered_requests_total", found[2].GetName())
	assert.InDelta(t, 1, found[2].GetMetric()[0].GetCounter().GetValue(), 0)
	assert.Equal(t, "entrasim_request_seconds", found[0].GetName())
	assert.EqualValues(t, 2, found[0].GetMetric()[0].GetHistogram().GetSampleCount())
	assert.Equal(t, "entrasim_requests_total", found[1].GetName())
	assert.InDelta(t, 2, found[1].GetMetric()[0].GetCounter().GetValue(), 0)
	assert.Equal(t, "404", found[1].GetMetric()[0].GetLabel()[0].GetValue())
}
