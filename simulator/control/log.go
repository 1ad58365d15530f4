package control

import (
	"iter"
	"net/http"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// routeLog has the provisioning log: Graph's list, and the portal's downloads with $format.
func (c *Control) routeLog() {
	c.mux.HandleFunc("GET /v1.0/auditLogs/provisioning", func(w http.ResponseWriter, r *http.Request) {
		if err := c.log(w, r); err != nil {
			fail(w, err)
		}
	})
}

func (c *Control) log(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	if err := onlyParameters(r, "$filter", "$orderby", "$top", "$skiptoken", "$format", "file"); err != nil {
		return err
	}
	filter, err := auditlog.ParseFilter(query.Get("$filter"))
	if err != nil {
		return err
	}
	top, err := number(r, "$top", auditlog.DefaultLimit, 1, auditlog.MaxLimit)
	if err != nil {
		return err
	}
	q := auditlog.Query{Filter: filter, Limit: top, SkipToken: query.Get("$skiptoken")}
	switch order := query.Get("$orderby"); strings.Join(strings.Fields(order), " ") {
	case "", "activityDateTime desc":
	case "activityDateTime", "activityDateTime asc":
		q.OldestFirst = true
	default:
		return badRequest("$orderby: expected activityDateTime asc, or activityDateTime desc, which is the default, found %q", order)
	}
	log := c.provisioningLog()
	switch format := query.Get("$format"); format {
	case "", "json":
		return writePage(w, r, log, q)
	case "ndjson", "csv":
		q.Limit, q.OldestFirst = 0, true
		rows, err := log.All(q)
		if err != nil {
			return badRequest("%s", err.Error())
		}
		return download(w, format, query.Get("file"), version(r), rows)
	default:
		return badRequest("$format: expected json, ndjson or csv, found %q", format)
	}
}

// provisioningLog is the job's, which may be read while it runs.
func (c *Control) provisioningLog() *auditlog.Log { return c.options.Driver.Log() }

func writePage(w http.ResponseWriter, r *http.Request, log *auditlog.Log, q auditlog.Query) error {
	page, err := log.Query(q)
	if err != nil {
		return badRequest("%s", err.Error())
	}
	collection := auditlog.Collection{Version: version(r)}
	if page.Next != "" {
		collection.NextLink = link(r, "$skiptoken", page.Next)
	}
	w.Header().Set("Content-Type", "application/json")
	return auditlog.WriteJSON(w, slices.Values(page.Rows), collection)
}

// download writes lines of JSON, or one of the portal's three files.
func download(w http.ResponseWriter, format, file string, v auditlog.Version, rows iter.Seq[auditlog.ProvisioningObjectSummary]) error {
	if format == "ndjson" {
		w.Header().Set("Content-Type", "application/x-ndjson")
		return auditlog.WriteNDJSON(w, rows, v)
	}
	var files auditlog.CSVFiles
	switch file {
	case "", auditlog.FileProvisioningLogs:
		files.ProvisioningLogs = w
	case auditlog.FileProvisioningSteps:
		files.ProvisioningSteps = w
	case auditlog.FileModifiedProperties:
		files.ModifiedProperties = w
	default:
		return badRequest("file: expected %s, %s or %s, found %q", auditlog.FileProvisioningLogs, auditlog.FileProvisioningSteps,
			auditlog.FileModifiedProperties, file)
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	return auditlog.WriteCSV(files, rows)
}
