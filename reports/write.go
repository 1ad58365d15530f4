package reports

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Write makes the folder dir and writes the report into it, in all its formats, and gives the paths of what it wrote, also
// beside an error. Each file appears whole or not at all: a reader never sees half of one, and an older one
// stays until the new one is complete.
func Write(dir string, r *Report) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("report folder: %w", err)
	}
	var written []string
	for _, file := range r.files() {
		path := filepath.Join(dir, file.name)
		if err := replace(path, file.write); err != nil {
			return written, fmt.Errorf("report file %s: %w", path, err)
		}
		written = append(written, path)
	}
	return written, nil
}

// file is one format of the report: its name in the report folder and its writer.
type file struct {
	name  string
	write func(io.Writer) error
}

func (r *Report) files() []file {
	return []file{
		{"report.json", r.WriteJSON},
		{"report.html", r.WriteHTML},
		{"summary.md", r.WriteMarkdown},
		{"junit.xml", r.WriteJUnit},
		{"traffic.har", r.WriteHAR},
		{"cucumber.ndjson", r.WriteCucumber},
	}
}

// FileNames gives the names of the files that Write writes.
func FileNames() []string {
	var names []string
	for _, f := range new(Report).files() {
		names = append(names, f.name)
	}
	return names
}

// replace writes a file beside its final place and moves it there.
func replace(path string, write func(io.Writer) error) (err error) {
	part := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d", filepath.Base(path), os.Getpid()))
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666) // what the umask leaves of it
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = file.Close() // closed already, or not worth a word beside the first error
			_ = os.Remove(part)
		}
	}()
	buffered := bufio.NewWriter(file)
	if err = write(buffered); err != nil {
		return err
	}
	if err = buffered.Flush(); err != nil {
		return err
	}
	if err = file.Close(); err != nil {
		return err
	}
	return os.Rename(part, path)
}
