package directory

// SetManager makes another user the user's manager. Errors: NotFound, Deleted.
func (t *Tenant) SetManager(id, managerID string) error {
	return t.UpdateUser(id, map[string]any{Manager: managerID})
}

// ClearManager leaves the user without a manager. Errors: NotFound, Deleted.
func (t *Tenant) ClearManager(id string) error {
	return t.UpdateUser(id, map[string]any{Manager: nil})
}

// managerIn is the user that the attribute manager names; nil for none. The caller holds mu.
func (t *Tenant) managerIn(attributes map[string]any) (*object, error) {
	switch id := attributes[Manager].(type) {
	case nil:
		return nil, nil
	case string:
		if id == "" {
			return nil, nil
		}
		return t.present(id, aUser)
	default:
		return nil, &Error{Code: InvalidValue, Attribute: Manager, Value: id, Expected: "the object id of a user"}
	}
}

// manage makes the manager, nil for none, that of the user. The caller holds mu.
func (t *Tenant) manage(o, manager *object) {
	if o.manager == manager {
		return
	}
	if o.manager != nil {
		o.manager.reports.remove(o)
	}
	o.manager = manager
	t.managerChanged(o)
	if manager == nil {
		return
	}
	if manager.reports == nil {
		manager.reports = &set{}
	}
	manager.reports.add(o, t.sequence)
}

func (t *Tenant) managerChanged(o *object) {
	t.record(o)
	o.managerChanged = o.changed
}

// managerSeen tells the feed that the reference to this manager appeared or disappeared. While the manager is soft-deleted
// the directory keeps the reference and does not show it, and after a restore it is there again; a purge ends it. That a
// restored user has its relationships back is Microsoft's word (Keeping track of object deletions in Microsoft Entra ID,
// Microsoft Entra Blog, 2024); that the reference does not show meanwhile is an inference, from a deleted user's being
// invisible to everything else. The caller holds mu.
func (t *Tenant) managerSeen(manager *object) {
	if manager.reports == nil {
		return
	}
	for report := range manager.reports.all() {
		if !report.purged {
			t.managerChanged(report)
		}
	}
}
