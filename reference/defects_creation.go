package reference

import (
	"maps"
	"net/http"
	"strings"

	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// creationDefects break POST: duplicates, and what is kept of a body.
func creationDefects() []Defect {
	return []Defect{
		{
			ID:     "D-024",
			Title:  "a duplicate userName is answered 500",
			Source: "https://github.com/sourcegraph/sourcegraph-public-snapshot/issues/48353",
			spoil: func(b *behaviour) {
				b.failing = append(b.failing, func(_ *http.Request, e *Error) {
					if e.Status == http.StatusConflict {
						*e = Error{Status: http.StatusInternalServerError, Detail: "409 " + e.Detail}
					}
				})
			},
		},
		{
			ID:     "D-026",
			Title:  "a 409 has neither scimType nor status",
			Source: "https://github.com/getsentry/sentry/issues/117860",
			spoil: func(b *behaviour) {
				b.failed = append(b.failed, func(e *Error, body *object) {
					if e.Status == http.StatusConflict {
						body.remove("scimType")
						body.remove("status")
					}
				})
			},
		},
		{
			ID:      "D-027",
			Title:   "a collision on another attribute than userName is answered 500",
			Source:  "https://github.com/Metatavu/keycloak-scim-server/issues/109",
			Profile: "vcc",
			spoil: func(b *behaviour) {
				b.failing = append(b.failing, func(_ *http.Request, e *Error) {
					if e.Status == http.StatusConflict && e.attribute != "userName" {
						*e = *internalError("unknown error")
					}
				})
			},
		},
		{
			ID:     "D-029",
			Title:  "a userName in other letter case passes the duplicate check",
			Source: "https://github.com/langfuse/langfuse/pull/13528",
			spoil:  func(b *behaviour) { b.keys = append(b.keys, uniqueByLetterCase) },
		},
		{
			ID:     "D-030",
			Title:  "active in the body of a create is answered 500",
			Source: "https://github.com/limosa-io/laravel-scim-server/issues/57",
			spoil: func(b *behaviour) {
				b.receiving = append(b.receiving, func(given map[string]any) error {
					if given["active"] != nil {
						return internalError("write to active is not supported")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-033",
			Title:  "active as a string is rejected in a create",
			Source: "https://github.com/AzureAD/SCIMReferenceCode/issues/21",
			spoil:  func(b *behaviour) { b.leniency.StringBooleans = false },
		},
		{
			ID:     "D-034",
			Title:  "a create without a name is answered 500",
			Source: "https://github.com/GluuFederation/oxTrust/issues/403",
			spoil: func(b *behaviour) {
				b.receiving = append(b.receiving, func(given map[string]any) error {
					if given["userName"] != nil && given["name"] == nil {
						return internalError("name is null")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-035",
			Title:  "an id that the client sends overwrites the user who has it",
			Source: "https://github.com/msaad00/agent-bom/pull/3540",
			spoil:  func(b *behaviour) { b.creating = append(b.creating, overwrite) },
		},
		{
			ID:     "D-036",
			Title:  "the answer to a create shows what was sent, not what is stored",
			Source: "https://github.com/wso2/product-is/issues/4690",
			spoil: func(b *behaviour) {
				b.creating = append(b.creating, func(c *creation) {
					c.shown = maps.Clone(c.attributes)
					if name, ok := c.attributes["displayName"].(string); ok {
						c.attributes["displayName"] = strings.ToUpper(name)
					}
				})
			},
		},
		{
			ID:     "D-041",
			Title:  "externalId is dropped on create",
			Source: "https://github.com/langwatch/langwatch/issues/6974",
			spoil: func(b *behaviour) {
				b.creating = append(b.creating, func(c *creation) { delete(c.attributes, "externalId") })
			},
		},
		{
			ID:     "D-042",
			Title:  "attributes of Entra's default mapping are rejected",
			Source: "https://github.com/kortix-ai/suna/pull/7302",
			spoil: func(b *behaviour) {
				b.receiving = append(b.receiving, func(given map[string]any) error {
					for _, name := range []string{"phoneNumbers", "addresses", "preferredLanguage", "title"} {
						if given[name] != nil {
							return badRequest(schema.InvalidValue, "unsupported user attribute: %s", name)
						}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-090",
			Title:  "the type of an e-mail is not kept",
			Source: "https://github.com/zitadel/zitadel/pull/9690",
			spoil: func(b *behaviour) {
				b.creating = append(b.creating, func(c *creation) {
					changeElements(c.attributes, "emails", func(email map[string]any) { delete(email, "type") })
				})
			},
		},
		{
			ID:     "D-147",
			Title:  "one of several e-mails is kept",
			Source: "https://github.com/zitadel/zitadel/pull/9690",
			spoil: func(b *behaviour) {
				b.creating = append(b.creating, func(c *creation) {
					if emails, ok := c.attributes["emails"].([]any); ok && len(emails) > 1 {
						c.attributes["emails"] = emails[:1]
					}
				})
			},
		},
	}
}

// uniqueByLetterCase leaves the userName's key to lookups and makes it unique under another, as given.
func uniqueByLetterCase(keys []key) []key {
	var changed []key
	for _, k := range keys {
		if k.Name != "userName" {
			changed = append(changed, k)
			continue
		}
		exact := k
		exact.Key = store.Key{Name: "userName as given", Value: k.value, Unique: true}
		k.Unique = false
		changed = append(changed, k, exact)
	}
	return changed
}

// overwrite stores what is created in place of the user who has the id in the body, if there is one.
func overwrite(c *creation) {
	id, _ := c.given["id"].(string)
	if _, found := c.store.Get("User", id); !found {
		return
	}
	c.id = id
	c.insert = func(r store.Record, keys []store.Key, _ ...store.Ref) error {
		_, err := c.store.Update(r.Type, id, func(store.Record) (store.Record, []store.Key, error) { return r, keys, nil })
		return err
	}
}

// changeElements changes every element of a multi-valued attribute, if there are any. The list and the elements are
// copies: they may be shared with a stored record.
func changeElements(attributes map[string]any, name string, change func(map[string]any)) {
	list, ok := attributes[name].([]any)
	if !ok {
		return
	}
	changed := make([]any, len(list))
	for i, element := range list {
		changed[i] = element
		if object, ok := element.(map[string]any); ok {
			object = maps.Clone(object)
			change(object)
			changed[i] = object
		}
	}
	attributes[name] = changed
}
