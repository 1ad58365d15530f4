package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

func TestProgressOnATerminal(t *testing.T) {
	var screen bytes.Buffer
	var config steps.Config
	end := showProgress(&config, &screen, true)
	require.NotNil(t, config.Advance)
	assert.Nil(t, config.Progress, "no lines beside the bar")
	config.Advance(1, 4, reports.Result{Area: "creation", Outcome: reports.Failed})
	assert.Contains(t, screen.String(), "creation")
	assert.Contains(t, screen.String(), "1 red")
	assert.Contains(t, screen.String(), "(1/4)")
	end()
	last := screen.String()[strings.LastIndex(strings.TrimRight(screen.String(), "\r"), "\r")+1:]
	assert.Empty(t, strings.TrimSpace(strings.ReplaceAll(last, "\x1b[2K", "")), "the bar makes room for the report")
	assert.NotContains(t, screen.String(), "\n")
}

func TestProgressElsewhere(t *testing.T) {
	var file bytes.Buffer
	var config steps.Config
	showProgress(&config, &file, false)()
	assert.Nil(t, config.Advance)
	assert.Equal(t, &file, config.Progress)
	assert.Empty(t, file.String())
	assert.False(t, terminal(&file))
}
