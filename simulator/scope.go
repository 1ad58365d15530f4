package simulator

// SyncAll says that everybody is provisioned, whoever is assigned.
func (j *Job) SyncAll() bool { return j.syncAll }

// SetSyncAll changes the scope between assigned users, false, and everybody. With everybody the next cycle is an initial
// one, which finds those who were not assigned; the other way takes effect as objects change, and for the rest with a
// restart (Microsoft Learn, known-issues).
func (j *Job) SetSyncAll(all bool) {
	if all && !j.syncAll {
		j.watermark, j.initial = 0, true
	}
	j.syncAll = all
}

// SkipOutOfScopeDeletions says that who goes out of scope is left alone.
func (j *Job) SkipOutOfScopeDeletions() bool { return j.settings.SkipOutOfScopeDeletions }

// SetSkipOutOfScopeDeletions takes the place of the setting, also for the job that goes on from this one's state. It counts
// for who leaves from now on (Microsoft Learn, skip-out-of-scope-deletions).
func (j *Job) SetSkipOutOfScopeDeletions(skip bool) {
	j.settings.SkipOutOfScopeDeletions, j.skipsOutOfScope = skip, &skip
}
