package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

var screenshots = flag.String("screenshots", "", "folder for pictures of report.html after a real run, made by TestScreenshots")

// TestScreenshots takes the pictures of report.html that documents show: a run against a server with three faults of real
// ones, in both colour schemes, on a narrow screen, on paper, and one failure from near. Without the flag it does nothing.
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		return
	}
	require.NoError(t, os.MkdirAll(*screenshots, 0o755))
	dir := t.TempDir()
	url, token := served(t, "D-078", "D-092", "D-163")
	status, stdout, stderr := entrasim(t, "verify", "--target", url, "--token-file", token, "--report", dir, "--seed", "42")
	require.Equal(t, 1, status, stdout+stderr)

	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()))...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate("file://"+filepath.Join(dir, "report.html"))))
	save := func(name string, action chromedp.Action[[]byte]) {
		picture, err := chromedp.Run(ctx, action)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(*screenshots, name), picture, 0o644))
	}
	look := func(scheme string, width, height int64) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		require.NoError(t, err)
		_, err = chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 500})
		require.NoError(t, err)
	}
	look("light", 1200, 1500)
	save("report-light.png", chromedp.CaptureScreenshot())
	save("report-causes.png", chromedp.Screenshot(chromedp.CSS("#cause1")))
	look("dark", 1200, 1500)
	save("report-dark.png", chromedp.CaptureScreenshot())
	look("light", 390, 1500)
	save("report-narrow.png", chromedp.CaptureScreenshot())
	look("light", 1200, 1500)
	require.NoError(t, chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".result.failed").open = true`)))
	save("report-failure.png", chromedp.Screenshot(chromedp.CSS(".result.failed")))
	require.NoError(t, chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#results").scrollIntoView()`)))
	save("report-results.png", chromedp.CaptureScreenshot())
	save("report-print.pdf", chromedp.PrintToPDF())
}
