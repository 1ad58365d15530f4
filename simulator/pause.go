package simulator

// Pause stops the job until it is started again. Its state stays. A cycle that was broken off ends before that: whoever stops
// provisioning lets the cycle under way finish (Microsoft Learn, application-provisioning-when-will-provisioning-finish).
func (j *Job) Pause() {
	if j.unfinished && j.state == ScheduleActive {
		j.finishing = true
		return
	}
	j.state = SchedulePaused
}

// finish is what is left to do when a cycle has ended.
func (j *Job) finish() {
	if j.finishing && j.state == ScheduleActive {
		j.state = SchedulePaused
	}
	j.unfinished, j.finishing = false, false
}

// shownState is the state as it was asked for: that of a job that pauses when its cycle has ended is Paused already.
func (j *Job) shownState() ScheduleState {
	if j.finishing {
		return SchedulePaused
	}
	return j.state
}
