package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator/directory"
)

// fill makes the users and groups that the flags ask for.
func (o simulateOptions) fill(t *directory.Tenant, p *progress) error {
	switch {
	case o.tenant != "" && o.generate > 0:
		return errors.New("expected one of --tenant and --generate, found both")
	case o.generate > 0:
		return generate(t, o.generate, o.seed)
	case o.tenant == "":
		return errors.New("expected --tenant, --generate, or a --state file that has a tenant, found none of them")
	}
	names, err := tenantFiles(o.tenant, p)
	if err != nil {
		return fmt.Errorf("tenant: %w", err)
	}
	files := make([]directory.File, len(names))
	for i, name := range names {
		if files[i], err = readTenantFile(name); err != nil {
			return fmt.Errorf("tenant: %w", err)
		}
	}
	loaded, err := t.Load(files...)
	if err != nil {
		return fmt.Errorf("tenant: %w", err)
	}
	for i, l := range loaded {
		sayIgnored(names[i], l, p)
	}
	return nil
}

// generate makes users, a group for twenty of them, and assigns everybody.
func generate(t *directory.Tenant, users int, seed uint64) error {
	names, err := directory.LoadNames(fixtures.FS)
	if err != nil {
		return err
	}
	if err := t.Generate(names, directory.Size{Seed: max(seed, 1), Users: users, Groups: users / 20}); err != nil {
		return err
	}
	for u := range t.Users() {
		if err := t.AssignUser(u.ObjectID); err != nil {
			return err
		}
	}
	for g := range t.Groups() {
		if g.SecurityEnabled() {
			if err := t.AssignGroup(g.ObjectID); err != nil {
				return err
			}
		}
	}
	return nil
}

// tenantFiles is a file, or those of a folder in the order of their names; it tells which others there are.
func tenantFiles(name string, p *progress) ([]string, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, err
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		file := filepath.Join(name, entry.Name())
		_, known := tenantFormat(file)
		switch {
		case entry.IsDir():
			p.say("%s: was passed over: it is a folder", file)
		case known:
			files = append(files, file)
		default:
			p.say("%s: was passed over: it does not end with .yaml, .yml, .json or .csv", file)
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("expected files of YAML, JSON or CSV in %s, found none", name)
	}
	return files, nil
}

// tenantFormat is what the ending of a file says.
func tenantFormat(file string) (format directory.Format, known bool) {
	format, known = map[string]directory.Format{
		".yaml": directory.YAML, ".yml": directory.YAML, ".json": directory.Graph, ".csv": directory.CSV,
	}[strings.ToLower(filepath.Ext(file))]
	return format, known
}

func readTenantFile(name string) (f directory.File, err error) {
	format, known := tenantFormat(name)
	if !known {
		return f, fmt.Errorf("%s: expected a file that ends with .yaml, .yml, .json or .csv, found another", name)
	}
	text, err := os.ReadFile(name)
	return directory.File{Name: name, Format: format, Text: text}, err
}

// sayIgnored tells what of a file was passed over.
func sayIgnored(file string, loaded directory.Loaded, p *progress) {
	for _, ignored := range loaded.Ignored {
		if ignored.Name == "@odata.nextLink" {
			p.say("%s: one page of several, as its @odata.nextLink says: the others have to be beside it in a folder", file)
			continue
		}
		p.say("%s: %s was passed over, %d times", file, ignored.Name, ignored.Count)
	}
}
