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
	files, err := tenantFiles(o.tenant)
	if err != nil {
		return fmt.Errorf("tenant: %w", err)
	}
	for _, file := range files {
		if err := loadTenantFile(t, file, p); err != nil {
			return fmt.Errorf("tenant: %w", err)
		}
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

// tenantFiles is a file, or those of a folder in the order of their names.
func tenantFiles(name string) ([]string, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, err
	}
	var files []string
	for _, pattern := range []string{"*.yaml", "*.yml", "*.json", "*.csv"} {
		found, err := filepath.Glob(filepath.Join(name, pattern))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("expected files of YAML, JSON or CSV in %s, found none", name)
	}
	return files, nil
}

// loadTenantFile reads one file by its ending, and tells what of it was passed over.
func loadTenantFile(t *directory.Tenant, file string, p *progress) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	load := map[string]func(string, []byte) (directory.Loaded, error){
		".yaml": t.LoadYAML, ".yml": t.LoadYAML, ".json": t.LoadGraph, ".csv": t.LoadCSV,
	}[strings.ToLower(filepath.Ext(file))]
	if load == nil {
		return fmt.Errorf("%s: expected a file that ends with .yaml, .yml, .json or .csv, found another", file)
	}
	loaded, err := load(file, text)
	if err != nil {
		return err
	}
	for _, ignored := range loaded.Ignored {
		if ignored.Name == "@odata.nextLink" {
			p.say("%s: one page of several, as its @odata.nextLink says: put the others beside it in a folder", file)
			continue
		}
		p.say("%s: %s was passed over, %d times", file, ignored.Name, ignored.Count)
	}
	return nil
}
