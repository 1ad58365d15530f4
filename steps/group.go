package steps

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// group is a group of the directory, of the service provider, or of both.
type group struct {
	name        string
	displayName string
	objectID    string // in the directory; empty for groups made by a raw request
	id          string // at the service provider, once known
	before      string // the resource as it was when the feature said to remember it
}

// group finds a group that the feature has named before.
func (w *world) group(name string) (*group, error) {
	g, found := w.groups[name]
	if !found {
		return nil, fmt.Errorf("the feature speaks of the group %q before it says which that is", name)
	}
	if w.job != nil && g.objectID != "" {
		if id, linked := w.job.Link(g.objectID); linked {
			g.id = id
		}
	}
	return g, nil
}

// groupPath is where a group is.
func groupPath(id string) string { return "/Groups/" + url.PathEscape(id) }

// groupLookUpPath is the look-up of a group as Entra ID sends it, excludedAttributes first (MS-SCIM, 1.5).
func groupLookUpPath(displayName string) string {
	return "/Groups?excludedAttributes=members&" + url.Values{"filter": {"displayName eq " + scim.QuoteFilterValue(displayName)}}.Encode()
}

// readGroup gets a group by id, with its members.
func (w *world) readGroup(ctx context.Context, g *group) (gjson.Result, *answer, error) {
	if g.id == "" { // made in the directory, and not known to have arrived
		found, a, err := w.lookUpGroup(ctx, g.displayName)
		if err != nil {
			return gjson.Result{}, nil, err
		}
		if len(found) != 1 || scim.Member(found[0], "id").String() == "" {
			return gjson.Result{}, a, w.because(a.mismatch("one group "+g.displayName, strconv.Itoa(len(found))))
		}
		g.id = scim.Member(found[0], "id").String()
	}
	a, err := w.request(ctx, http.MethodGet, groupPath(g.id), "")
	if err != nil {
		return gjson.Result{}, nil, err
	}
	if a.status != http.StatusOK || !gjson.Valid(a.body) {
		return gjson.Result{}, a, w.because(a.mismatch("200 with the group "+g.name, a.String()))
	}
	resource, err := w.withMembers(ctx, g.id, gjson.Parse(a.body))
	return resource, a, err
}

// memberIDs are the ids of the members that an answer lists, each as often as it does.
func memberIDs(resource gjson.Result) []string {
	ids := []string{}
	for _, m := range scim.Member(resource, "members").Array() {
		ids = append(ids, scim.Member(m, "value").String())
	}
	slices.Sort(ids)
	return ids
}

// namesOf are the people's and groups' names of ids, for people to read.
func (w *world) namesOf(ids []string) string {
	if len(ids) == 0 {
		return "nobody"
	}
	known := map[string]string{}
	for name, p := range w.people {
		known[p.id] = name
	}
	for name, g := range w.groups {
		known[g.id] = name
	}
	var names []string
	for _, id := range ids {
		if known[id] != "" {
			id = known[id]
		}
		names = append(names, id)
	}
	slices.Sort(names)
	const shown = 12
	if len(names) > shown {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
	}
	return strings.Join(names, ", ")
}

// idsOf are the ids of people and groups that a feature lists. Whoever has none yet is called by name, so that nobody is
// taken for somebody else who has none.
func (w *world) idsOf(names string) ([]string, error) {
	ids := []string{}
	if names == "nobody" {
		return ids, nil
	}
	for _, name := range strings.Split(names, ", ") {
		if g, found := w.groups[name]; found {
			ids = append(ids, cmp.Or(g.id, name))
			continue
		}
		id, err := w.placeholder(`id of "` + name + `"`)
		if err != nil {
			return nil, err
		}
		ids = append(ids, cmp.Or(id, name))
	}
	slices.Sort(ids)
	return ids, nil
}

// addBody is a PATCH that adds members, in the form that both RFC 7644 and Microsoft's page have.
func addBody(ids ...string) string {
	var values []string
	for _, id := range ids {
		values = append(values, `{"value":"`+inQuotes(id)+`"}`)
	}
	return patchBody(`[{"op":"add","path":"members","value":[` + strings.Join(values, ",") + `]}]`)
}

func patchBody(operations string) string {
	return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":` + operations + `}`
}

// listOf reads names with commas between them; none for no text.
func listOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ", ")
}
