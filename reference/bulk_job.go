package reference

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
)

// bulkJob is a bulk request under way.
type bulkJob struct {
	server  *Server
	request *http.Request
	tasks   []*bulkTask
	// creating are the tasks that create a resource, by bulkId.
	creating map[string]*bulkTask
	// incomplete have created their resource without some references, because of a circle.
	incomplete []*bulkTask
	// errors is how many operations have failed; with tolerated of them the job ends.
	errors, tolerated int
}

func (s *Server) newBulkJob(r *http.Request, message bulkMessage) (*bulkJob, error) {
	j := &bulkJob{server: s, request: r, creating: map[string]*bulkTask{}, tolerated: len(message.Operations) + 1}
	if message.FailOnErrors != nil {
		// No operation can fail less than once: a limit of 0 stops where one of 1 does.
		j.tolerated = max(*message.FailOnErrors, 1)
	}
	for i, operation := range message.Operations {
		t := &bulkTask{bulkOperation: operation}
		if operation.Data != nil {
			decoder := json.NewDecoder(bytes.NewReader(operation.Data))
			decoder.UseNumber()
			if err := decoder.Decode(&t.data); err != nil {
				return nil, invalidSyntax("Operations[%d].data: %v", i, err)
			}
		}
		if t.Method == http.MethodPost && t.BulkID != "" {
			if j.creating[t.BulkID] != nil {
				return nil, invalidSyntax("Operations[%d].bulkId: expected another one for each resource, found %q twice", i, t.BulkID)
			}
			j.creating[t.BulkID] = t
		}
		j.tasks = append(j.tasks, t)
	}
	for _, t := range j.tasks {
		j.findReferences(t)
	}
	return j, nil
}

// run does the operations until too many have failed.
func (j *bulkJob) run() {
	for _, t := range j.tasks {
		if j.stopped() {
			break
		}
		j.do(t)
	}
	for _, t := range slices.Clone(j.incomplete) {
		missing, err := j.unresolved(t)
		if err == nil {
			err = conflictingReference(missing[0])
		}
		j.undo(t, err)
	}
}

func (j *bulkJob) stopped() bool { return j.errors >= j.tolerated }

// do does an operation, and before it those that create what it refers to.
func (j *bulkJob) do(t *bulkTask) {
	if t.state != bulkWaiting {
		return
	}
	t.state = bulkRunning
	for _, reference := range t.references {
		if referred := j.creating[reference]; referred != nil {
			j.do(referred)
			if j.stopped() {
				t.state = bulkWaiting
				return
			}
		}
	}
	j.perform(t)
	t.state = bulkDone
	if t.failure != nil {
		j.errors++
	}
	j.complete()
}

// perform sends the operation to the endpoint that a request of its own would have gone to.
func (j *bulkJob) perform(t *bulkTask) {
	data, path := t.data, j.resolvedPath(t.Path)
	if t.Method != http.MethodPost && t.Path != "" {
		t.location = j.server.bulkLocation(j.request, path)
	}
	if err := t.check(); err != nil {
		j.fail(t, err)
		return
	}
	missing, err := j.unresolved(t)
	if err != nil {
		j.fail(t, err)
		return
	}
	if len(missing) > 0 {
		data, _ = without(data, missing)
		if data == nil {
			data = map[string]any{}
		}
		j.incomplete = append(j.incomplete, t)
	}
	a, err := j.send(t.Method, path, t.Version, j.resolved(data))
	if err != nil {
		j.fail(t, err)
		j.settle(t)
		return
	}
	t.succeed(a)
	if t.Method == http.MethodPost {
		t.id = createdID(t.location)
	}
}

// complete gives resources the references that had to be left out when they were created, as soon as these can be
// resolved. What cannot be completed goes again, so that an operation that has failed has left nothing behind.
func (j *bulkJob) complete() {
	for _, t := range slices.Clone(j.incomplete) {
		missing, err := j.unresolved(t)
		switch {
		case err != nil:
			j.undo(t, err)
		case len(missing) == 0:
			a, err := j.send(http.MethodPut, j.path(t), "", j.resolved(t.data))
			if err != nil {
				j.undo(t, err)
				continue
			}
			t.version = a.header.Get("ETag")
			j.settle(t)
		}
	}
}

// settle takes a task off the list of the incomplete ones.
func (j *bulkJob) settle(t *bulkTask) {
	j.incomplete = slices.DeleteFunc(j.incomplete, func(other *bulkTask) bool { return other == t })
}

// undo removes what a task has created and makes it fail.
func (j *bulkJob) undo(t *bulkTask, cause error) {
	j.settle(t)
	if _, err := j.send(http.MethodDelete, j.path(t), "", nil); err != nil {
		cause = err
	}
	t.id, t.version, t.location = "", "", ""
	j.fail(t, cause)
	j.errors++
}

// path is that of the resource that a task has created.
func (j *bulkJob) path(t *bulkTask) string { return t.Path + "/" + url.PathEscape(t.id) }

// send is a request of its own, without the network. A panic is the operation's failure, not the job's.
func (j *bulkJob) send(method, path, version string, data any) (a *answer, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicked(v)
		}
	}()
	handle, err := j.server.bulkTarget(method, path)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(data)
	if err != nil {
		return nil, err
	}
	r := j.request.Clone(j.request.Context())
	r.Method, r.URL = method, &url.URL{Path: j.server.profile.BasePath + path}
	r.Header = http.Header{"Content-Type": {mediaType}}
	if version != "" {
		r.Header.Set("If-Match", version)
	}
	r.Body = io.NopCloser(bytes.NewReader(text))
	return handle(r)
}

// fail makes an error the result of a task.
func (j *bulkJob) fail(t *bulkTask, err error) {
	t.failure = j.server.report(j.request, problem(err))
	t.status = t.failure.Status
}
