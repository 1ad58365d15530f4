package directory

import (
	"bytes"
	"errors"
	"maps"
	"slices"
)

// Format is how a file says what a tenant has.
type Format uint8

const (
	// YAML is this project's own: see LoadYAML.
	YAML Format = iota
	// Graph is Microsoft Graph's JSON: see LoadGraph.
	Graph
	// CSV is the admin center's: see LoadCSV.
	CSV
)

// File is a file that has a part of a tenant.
type File struct {
	// Name is the one that errors have.
	Name   string
	Format Format
	Text   []byte
}

// Load adds what the files say, of which each may refer to what is in another: Graph gives users and groups apart, and page by
// page. Either everything is added, and the answer has what came of each file, or nothing and the error joins a LoadError for
// each fault.
func (t *Tenant) Load(files ...File) ([]Loaded, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := newPlan(t)
	readings := make([]*reading, len(files))
	for i, f := range files {
		readings[i] = &reading{name: f.Name, ignored: map[string]int{}}
		p.file, p.names = readings[i], append(p.names, f.Name)
		p.read(f)
	}
	p.link()
	for _, fault := range p.faults {
		p.place(fault, readings)
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	loaded := make([]Loaded, len(files))
	for i, r := range readings {
		for _, name := range slices.Sorted(maps.Keys(r.ignored)) {
			r.loaded.Ignored = append(r.loaded.Ignored, Ignored{Name: name, Count: r.ignored[name]})
		}
		loaded[i] = r.loaded
	}
	p.commit()
	return loaded, nil
}

// place mends the place of a fault, if its file does so.
func (p *plan) place(fault error, readings []*reading) {
	at := (*LoadError)(nil)
	if !errors.As(fault, &at) {
		return
	}
	i := slices.IndexFunc(readings, func(r *reading) bool { return r.name == at.File })
	if i >= 0 && readings[i].place != nil {
		readings[i].place(at)
	}
}

// loadOne is Load of one file.
func (t *Tenant) loadOne(f File) (Loaded, error) {
	loaded, err := t.Load(f)
	if err != nil {
		return Loaded{}, err
	}
	return loaded[0], nil
}

// read plans what one file says, but for its references.
func (p *plan) read(f File) {
	text := bytes.TrimPrefix(f.Text, []byte("\ufeff"))
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		p.faultf(&node{line: 1}, "expected text in UTF-8, found UTF-16")
		return
	}
	if at := invalidByte(text); at >= 0 {
		p.faultf(&node{line: 1 + bytes.Count(text[:at], []byte("\n"))}, "expected text in UTF-8, found the byte %#x", text[at])
		return
	}
	switch f.Format {
	case Graph:
		p.readGraph(text)
	case CSV:
		p.readCSV(text)
	default:
		p.readYAML(text)
	}
}
