package simulator

import "errors"

// ErrExists says that a job cannot be created beside the one that is there.
var ErrExists = errors.New("job: expected an application without a job, found one that has its job")

// ID is the job's id, also of one that was deleted.
func (j *Job) ID() string { return j.id }

// Exists is false between Delete and Create. A job that does not exist never runs.
func (j *Job) Exists() bool { return !j.gone }

// Delete stops the job and forgets everything that it knew of the target; what is there stays as it is (Graph: Delete
// synchronizationJob). Its log stays, for it is the tenant's, and so does what is saved with the application's secrets: SetSyncAll
// and SetSkipOutOfScopeDeletions. The schema is the caller's to set to the template's.
func (j *Job) Delete() {
	j.store.clear()
	j.waiting.drop(func(*pending) bool { return true })
	j.references.drop(func(*reference) bool { return true })
	clear(j.references.deleted)
	j.state, j.status, j.schedule, j.quarantine = "", SynchronizationStatus{}, newSchedule(j.settings), nil
	j.watermark, j.initial, j.forceDeletes, j.finishing = 0, true, false, false
	j.gone = true
}

// Create makes the job anew after Delete, with an id of its own. It has not run and waits for Start (Graph: Create
// synchronizationJob). The error is ErrExists.
func (j *Job) Create(id string) error {
	if !j.gone {
		return ErrExists
	}
	j.id, j.gone = id, false
	return nil
}
