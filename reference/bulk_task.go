package reference

import (
	"maps"
	"slices"
	"strconv"
)

// bulkTask is an operation of a job and what became of it.
type bulkTask struct {
	bulkOperation
	// data is the operation's decoded.
	data any
	// references are the bulkIds that data and path refer to, sorted.
	references []string
	state      bulkState
	// id is that of the resource that the task has created.
	id string
	// status is the answer's, with the version and location that it told; failure is nil on success.
	status            int
	version, location string
	failure           *Error
}

type bulkState uint8

const (
	bulkWaiting bulkState = iota
	bulkRunning
	bulkDone
)

func (t *bulkTask) succeed(a *answer) {
	t.status, t.version = a.status, a.header.Get("ETag")
	if location := a.header.Get("Location"); location != "" {
		t.location = location
	}
}

// results are the operations that were done, in the order of the request. Only errors have a response: RFC 7644 section
// 3.7 leaves it out of a success.
func (j *bulkJob) results() []object {
	results := []object{}
	for _, t := range j.tasks {
		if t.state != bulkDone {
			continue
		}
		o := object{{"method", t.Method}}
		texts := map[string]string{"bulkId": t.BulkID, "version": t.version, "location": t.location}
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			if texts[name] != "" {
				o = append(o, member{name, texts[name]})
			}
		}
		o = append(o, member{"status", strconv.Itoa(t.status)})
		if t.failure != nil {
			o = append(o, member{"response", t.failure.body()})
		}
		results = append(results, o)
	}
	return results
}
