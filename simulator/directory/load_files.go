package directory

import (
	"bytes"
	"errors"
	"maps"
	"slices"
)

// Format is how a file says what a tenant has.
type Format uint8

const (
	// YAML is this project's own, in which every reference has to lead somewhere:
	//
	//	appRoles:
	//	  - id: 5f3b1f2e-0000-4000-8000-000000000001   # optional, as every id
	//	    value: Admin
	//	    displayName: Administrator                  # as value unless given
	//	    enabled: true                               # unless given
	//	users:
	//	  - id: 8a1f…                                   # the object id
	//	    userPrincipalName: ann@contoso.example      # and any other of UserAttributes, or a directory extension
	//	    otherMails: [ann@fabrikam.example]
	//	    manager: bob@contoso.example                # or an object id
	//	    deletedDateTime: 2026-03-01T00:00:00Z       # soft-deleted then
	//	groups:
	//	  - displayName: Sales                          # and any other attribute of a group
	//	    kind: security                              # or Microsoft 365: short for groupTypes
	//	    members: [ann@contoso.example, Sales EMEA]  # ids, userPrincipalNames, or display names of groups
	//	assignments:
	//	  - principal: Sales                            # a user or group
	//	    role: Admin                                 # id or value; default access unless given
	YAML Format = iota
	// Graph is users and groups as Microsoft Graph returns them: a page of a list ({"value": […]}), an array, or one object.
	// What an object is says its @odata.type, or else its properties. Users may have their manager expanded, groups their
	// members. Soft-deleted ones have deletedDateTime. Properties that the directory does not keep are passed over, like managers
	// and members who are neither in a file nor in the tenant, and objects that are neither user nor group; Loaded.Ignored counts
	// them.
	Graph
	// CSV is the users of the file that the admin center's "Download users" gives (Microsoft Learn, users-bulk-download), in its
	// older form (objectId, mobile, physicalDeliveryOfficeName) and its newer one (id, mobilePhone, officeLocation). The header's
	// letter case does not matter, nor a byte order mark in front of it, nor semicolons or tabs for commas, nor a spreadsheet's
	// line sep=; in front of all; other columns with the name of an attribute are taken, too, and rows without any value are
	// none. Columns that the directory does not keep are passed over, and so are managers who are neither in a file nor in the
	// tenant; Loaded.Ignored counts the rows with a value.
	CSV
)

// File is a file that has a part of a tenant.
type File struct {
	// Name is the one that errors have.
	Name   string
	Format Format
	Text   []byte
}

// Load adds what the files say, of which each may refer to what is in another: Graph gives users and groups apart, and page by
// page. Either everything is added, and the answer has what came of each file, or nothing and the error joins a LoadError for
// each fault.
func (t *Tenant) Load(files ...File) ([]Loaded, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := newPlan(t)
	readings := make([]*reading, len(files))
	for i, f := range files {
		readings[i] = &reading{name: f.Name, ignored: map[string]int{}}
		p.file, p.names = readings[i], append(p.names, f.Name)
		p.read(f)
	}
	p.link()
	for _, fault := range p.faults {
		p.place(fault, readings)
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	loaded := make([]Loaded, len(files))
	for i, r := range readings {
		for _, name := range slices.Sorted(maps.Keys(r.ignored)) {
			r.loaded.Ignored = append(r.loaded.Ignored, Ignored{Name: name, Count: r.ignored[name]})
		}
		loaded[i] = r.loaded
	}
	p.commit()
	return loaded, nil
}

// place mends the place of a fault, if its file does so.
func (p *plan) place(fault error, readings []*reading) {
	at := (*LoadError)(nil)
	if !errors.As(fault, &at) {
		return
	}
	i := slices.IndexFunc(readings, func(r *reading) bool { return r.name == at.File })
	if i >= 0 && readings[i].place != nil {
		readings[i].place(at)
	}
}

// read plans what one file says, but for its references.
func (p *plan) read(f File) {
	text := bytes.TrimPrefix(f.Text, []byte("\ufeff"))
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		p.faultf(&node{line: 1}, "expected text in UTF-8, found UTF-16")
		return
	}
	if at := invalidByte(text); at >= 0 {
		p.faultf(&node{line: 1 + bytes.Count(text[:at], []byte("\n"))}, "expected text in UTF-8, found the byte %#x", text[at])
		return
	}
	switch f.Format {
	case Graph:
		p.readGraph(text)
	case CSV:
		p.readCSV(text)
	default:
		p.readYAML(text)
	}
}
