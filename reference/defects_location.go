package reference

import (
	"maps"
	"strings"
)

// locationDefects break the URL of a resource.
func locationDefects() []Defect {
	return []Defect{
		{
			ID:     "D-037",
			Title:  "Location lacks a part of the path that meta.location has",
			Source: "https://github.com/wso2/product-is/issues/7317",
			spoil: func(b *behaviour) {
				relocate(b, func(location string) string { return strings.Replace(location, "/v2/", "/", 1) })
			},
		},
		{
			ID:     "D-038",
			Title:  "meta.location is missing in lists",
			Source: "https://github.com/wso2/product-is/issues/5328",
			spoil: func(b *behaviour) {
				b.answering = append(b.answering, func(a *answer) {
					if a.body.get("Resources") == nil {
						return
					}
					for _, o := range resourcesOf(&a.body) {
						if meta, ok := o.get("meta").(map[string]any); ok {
							meta = maps.Clone(meta)
							delete(meta, "location")
							o.set("meta", meta)
						}
					}
				})
			},
		},
		{
			ID:     "D-039",
			Title:  "Location is relative",
			Source: "https://github.com/elimity-com/scim/issues/172",
			spoil: func(b *behaviour) {
				relocate(b, func(location string) string {
					parts := strings.Split(location, "/")
					return strings.Join(parts[max(len(parts)-2, 0):], "/")
				})
			},
		},
		{
			ID:     "D-040",
			Title:  "Location follows a forged Host although the server's URL is configured",
			Source: "https://github.com/jelhub/scimgateway/issues/110",
			spoil:  func(b *behaviour) { b.believesHost = true },
		},
	}
}

// relocate changes the Location of every answer that has one.
func relocate(b *behaviour, change func(string) string) {
	b.answering = append(b.answering, func(a *answer) {
		if location := a.header.Get("Location"); location != "" {
			a.header.Set("Location", change(location))
		}
	})
}
