package reference

import "strconv"

// listDefects break the form of lists and their pages.
func listDefects() []Defect {
	return []Defect{
		{
			ID:     "D-059",
			Title:  "a list is misspelt: resources, the schema of its resources, startIndex 0",
			Source: "https://github.com/ssoready/ssoready/pull/232",
			spoil: func(b *behaviour) {
				b.answering = append(b.answering, func(a *answer) {
					if schemas, _ := a.body.get("schemas").([]string); len(schemas) != 1 || schemas[0] != listMessage {
						return
					}
					a.body.rename("Resources", "resources")
					a.body.set("schemas", []string{"urn:ietf:params:scim:schemas:core:2.0:User"})
					a.body.set("startIndex", 0)
				})
			},
		},
		{
			ID:     "D-068",
			Title:  "totalResults is the number of resources on the page",
			Source: "https://github.com/wso2/product-is/issues/7320",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					l.total = len(l.resources)
					return nil
				})
			},
		},
		{
			ID:     "D-069",
			Title:  "totalResults is the number of resources on the page when there is a filter",
			Source: "https://github.com/wso2/product-is/issues/12813",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					if l.filtered {
						l.total = len(l.resources)
					}
					return nil
				})
			},
		},
		{
			ID:     "D-070",
			Title:  "startIndex counts from 0",
			Source: "https://github.com/simpleidserver/SimpleIdServer/issues/185",
			spoil: func(b *behaviour) {
				moveStart(b, func(start, _ int) int { return start + 1 })
			},
		},
		{
			ID:     "D-071",
			Title:  "pages overlap: startIndex is taken for the number of a page",
			Source: "https://github.com/wso2/product-is/issues/9957",
			spoil: func(b *behaviour) {
				moveStart(b, func(start, count int) int { return (start-1)/max(count, 1) + 1 })
			},
		},
		{
			ID:     "D-072",
			Title:  "itemsPerPage is what was asked for",
			Source: "https://github.com/15five/django-scim2/issues/208",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					l.itemsPerPage = l.count
					return nil
				})
			},
		},
		{
			ID:     "D-074",
			Title:  "a later page of a filtered list is short of a resource",
			Source: "https://github.com/wso2/product-is/issues/4842",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					if n := len(l.resources); l.filtered && l.start > 1 && n > 0 {
						l.resources, l.itemsPerPage = l.resources[:n-1], n-1
					}
					return nil
				})
			},
		},
	}
}

// moveStart makes a page begin elsewhere than startIndex says. Count is 0 if it was not given.
func moveStart(b *behaviour, moved func(start, count int) int) {
	b.querying = append(b.querying, func(parameters map[string]string) error {
		start, err := strconv.Atoi(parameters["startIndex"])
		if err != nil {
			return nil //nolint:nilerr // not given, or not a number, which others refuse
		}
		count, _ := strconv.Atoi(parameters["count"])
		parameters["startIndex"] = strconv.Itoa(moved(start, count))
		return nil
	})
}
