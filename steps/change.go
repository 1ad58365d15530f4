package steps

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

func (w *world) unchanged(ctx context.Context, name string) error {
	return w.changedOnly(ctx, name, nil)
}

func (w *world) unchangedExcept(ctx context.Context, name string, table *godog.Table) error {
	rows, err := w.rows(table, "attribute")
	if err != nil {
		return err
	}
	var allowed []string
	for _, r := range rows {
		allowed = append(allowed, r["attribute"])
	}
	return w.changedOnly(ctx, name, allowed)
}

// changedOnly compares the whole resource with the remembered one, so that an update which touches more than it should
// is seen whatever it touches.
func (w *world) changedOnly(ctx context.Context, name string, attributes []string) error {
	p, before, err := w.remembered(name)
	if err != nil {
		return err
	}
	now, a, err := w.read(ctx, p)
	if err != nil {
		return err
	}
	return w.compareStates(a, before, now, attributes)
}

// compareStates looks for differences beyond the attributes that may differ.
func (w *world) compareStates(a *answer, before, now gjson.Result, attributes []string) error {
	expected := "nothing changes"
	if len(attributes) > 0 {
		expected = "no other attribute than " + strings.Join(attributes, ", ") + " changes"
	}
	was, is := map[string]string{}, map[string]string{}
	flatten("", before, was)
	flatten("", now, is)
	var differences []string
	for _, path := range slices.Sorted(maps.Keys(union(was, is))) {
		if was[path] != is[path] && clientSets(path) && !covered(path, attributes) {
			differences = append(differences, fmt.Sprintf("%s: %s became %s", path, orNothing(was[path]), orNothing(is[path])))
		}
	}
	if len(differences) > 0 {
		return w.because(a.mismatch(expected, strings.Join(differences, "; ")))
	}
	return nil
}

// standardAttributes are those of RFC 7643, 4.1, that a client sets. Not among them: id, meta and schemas, which follow an
// update, groups, which others change, and whatever a service provider adds of its own, which is its own business.
var standardAttributes = strings.Fields(`username name displayname nickname profileurl title usertype preferredlanguage locale
	timezone active emails phonenumbers ims photos addresses entitlements roles x509certificates externalid members`)

// clientSets says whether a path of flatten is the client's to set.
func clientSets(path string) bool {
	path = strings.ToLower(path)
	if scim.IsURN(path) {
		return strings.HasPrefix(path, strings.ToLower(scim.EnterpriseUser))
	}
	name := path[:strings.IndexAny(path+".", ".[")]
	return slices.Contains(standardAttributes, name)
}

// flatten writes a resource as one line per value: emails[type eq "work"].value → "…". Elements are told apart by their
// type, or else by their value, and several of one kind by their number in sorted order, since the order of a list means
// nothing (RFC 7643, 2.4). Empty values are no values.
func flatten(at string, v gjson.Result, into map[string]string) {
	switch {
	case v.IsObject():
		v.ForEach(func(key, value gjson.Result) bool {
			name := joinPath(at, key.String())
			if at == "" && value.IsObject() && scim.IsURN(name) {
				name += ":" // an extension: its attributes follow the colon
			}
			flatten(name, value, into)
			return true
		})
	case v.IsArray():
		for path, e := range elements(at, v) {
			flatten(path, e, into)
		}
	default:
		if text := canonical(v); text != "" {
			into[at] = text
		}
	}
}

// elements gives each element of an array its path.
func elements(at string, array gjson.Result) map[string]gjson.Result {
	byPath := map[string][]gjson.Result{}
	for _, e := range array.Array() {
		selector := fmt.Sprintf("[%s]", canonical(e))
		if t := scim.Member(e, "type"); t.Exists() {
			selector = fmt.Sprintf("[type eq %q]", t.String())
		} else if value := scim.Member(e, "value"); value.Exists() {
			selector = fmt.Sprintf("[value eq %s]", canonical(value))
		}
		byPath[at+selector] = append(byPath[at+selector], e)
	}
	all := map[string]gjson.Result{}
	for path, same := range byPath {
		slices.SortFunc(same, func(a, b gjson.Result) int { return strings.Compare(lines(a), lines(b)) })
		for i, e := range same {
			numbered := path
			if i > 0 {
				numbered += fmt.Sprintf("[no. %d]", i+1)
			}
			all[numbered] = e
		}
	}
	return all
}

// lines writes a value so that equal values, however they are spelt and ordered, are equal texts.
func lines(v gjson.Result) string {
	flat := map[string]string{}
	flatten("", v, flat)
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(flat)) {
		b.WriteString(path + " " + flat[path] + "\n")
	}
	return b.String()
}

// canonical writes a plain value; JSON has several spellings of one string (RFC 8259, 8.3). Null and the empty string are
// no values.
func canonical(v gjson.Result) string {
	switch {
	case v.Type == gjson.Null, v.Type == gjson.String && v.Str == "":
		return ""
	case v.Type == gjson.String:
		return strconv.Quote(v.Str)
	default:
		return v.Raw
	}
}

func joinPath(at, name string) string {
	if at == "" || strings.HasSuffix(at, ":") {
		return at + name
	}
	return at + "." + name
}

// covered says whether a path is one of the allowed attributes or lies below one. An allowed sub-attribute covers what a
// service provider fills in by itself: a new e-mail may come with display and primary, and a part of a name changes
// name.formatted and displayName where those are made of the name, and displayName may be name.formatted.
func covered(path string, allowed []string) bool {
	path = ordinal.ReplaceAllString(strings.ToLower(path), "")
	for _, a := range allowed {
		a = strings.ToLower(a)
		if path == a || strings.HasPrefix(path, a+".") || strings.HasPrefix(path, a+"[") {
			return true
		}
		head, _, isElement := strings.Cut(a, "]")
		if below, inside := strings.CutPrefix(path, head+"]."); isElement && inside && slices.Contains(filledIn, below) {
			return true
		}
		if strings.HasPrefix(a, "name") && (path == "name.formatted" || path == "displayname") ||
			a == "displayname" && path == "name.formatted" {
			return true
		}
	}
	return false
}

// filledIn are the parts of an element that a service provider may make of the others.
var filledIn = []string{"type", "display", "primary", "$ref", "formatted"}

// ordinal tells elements of one kind apart in flatten; which of them is which does not matter.
var ordinal = regexp.MustCompile(`\[no\. \d+\]`)

func union(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// membersOf gives the names at the top level of a JSON object.
func membersOf(body string) []string {
	var names []string
	gjson.Parse(body).ForEach(func(key, _ gjson.Result) bool {
		names = append(names, key.String())
		return true
	})
	return names
}
