package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// writeLog writes the whole log, oldest first, in the form that the name's ending asks for. The portal's three files are
// NAME.csv, NAME_ProvisioningSteps.csv and NAME_ModifiedProperties.csv.
func (s *simulation) writeLog(name string) error {
	rows, err := s.job.Log().All(auditlog.Query{OldestFirst: true})
	if err != nil {
		return err
	}
	switch ending := strings.ToLower(filepath.Ext(name)); ending {
	case ".json":
		err = writeFile(name, func(w io.Writer) error { return auditlog.WriteJSON(w, rows, auditlog.Collection{}) })
	case ".csv":
		stem := strings.TrimSuffix(name, filepath.Ext(name))
		err = writeFile(name, func(logs io.Writer) error {
			return writeFile(stem+"_ProvisioningSteps.csv", func(steps io.Writer) error {
				return writeFile(stem+"_ModifiedProperties.csv", func(properties io.Writer) error {
					return auditlog.WriteCSV(auditlog.CSVFiles{
						ProvisioningLogs: logs, ProvisioningSteps: steps, ModifiedProperties: properties,
					}, rows)
				})
			})
		})
	default:
		err = writeFile(name, func(w io.Writer) error { return auditlog.WriteNDJSON(w, rows, auditlog.V1) })
	}
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	return nil
}

// writeFile writes a file anew.
func writeFile(name string, write func(io.Writer) error) (err error) {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, file.Close()) }()
	return write(file)
}
