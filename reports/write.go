package reports

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Write makes the folder dir and writes the report into it, as report.json and junit.xml, and gives the paths of what it
// wrote, also beside an error. Each file appears whole or not at all: a reader never sees half of one, and an older one
// stays until the new one is complete.
func Write(dir string, r *Report) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("report folder: %w", err)
	}
	var written []string
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"report.json", r.WriteJSON},
		{"junit.xml", r.WriteJUnit},
		{"report.html", r.WriteHTML},
	} {
		path := filepath.Join(dir, file.name)
		if err := replace(path, file.write); err != nil {
			return written, fmt.Errorf("report file %s: %w", path, err)
		}
		written = append(written, path)
	}
	return written, nil
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
