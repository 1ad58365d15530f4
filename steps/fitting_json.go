package steps

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/demands"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// fitJSON is JSON that a feature sends, resource or PATCH, with values that the target takes. What needs no change keeps
// every byte.
func (w *world) fitJSON(d *demands.Resource, text string) (string, error) {
	if !gjson.Valid(text) || w.run.demands.UserName == "" && len(d.Types) == 0 && len(d.Allowed) == 0 && len(d.Unsupported) == 0 {
		return text, nil
	}
	f := fitter{w: w, d: d}
	fitted := f.value("", gjson.Parse(text))
	switch {
	case f.err != nil:
		return text, f.err
	case !f.changed:
		return text, nil
	}
	return fitted, nil
}

// fitter walks through JSON.
type fitter struct {
	w       *world
	d       *demands.Resource
	changed bool
	err     error
}

func (f *fitter) value(path string, v gjson.Result) string {
	switch {
	case v.IsObject():
		return f.object(path, v)
	case v.IsArray():
		var all []string
		for _, e := range v.Array() {
			all = append(all, f.value(path, e))
		}
		return "[" + strings.Join(all, ",") + "]"
	case v.Type != gjson.String || v.Str == "":
		return v.Raw
	}
	fitted, err := f.w.fitValue(f.d, path, v.Str)
	if err != nil && f.err == nil {
		f.err = err
	}
	if fitted == v.Str {
		return v.Raw
	}
	f.changed = true
	quoted, _ := json.Marshal(fitted) // a string cannot fail
	return string(quoted)
}

func (f *fitter) object(path string, v gjson.Result) string {
	var members []string
	isOperation := path == "operations" && scim.Member(v, "op").Exists()
	v.ForEach(func(key, value gjson.Result) bool {
		name := strings.ToLower(key.String())
		below := demands.PathBelow(path, name)
		switch {
		case isOperation && name == "value":
			below = scim.KeyOf(scim.Member(v, "path").String())
		case isOperation, path == "" && slices.Contains([]string{"schemas", "meta", "id"}, name):
			members = append(members, key.Raw+":"+value.Raw)
			return true
		case path == "": // also the dotted and URN-prefixed keys of a PATCH without a path
			below = scim.KeyOf(name)
		}
		members = append(members, key.Raw+":"+f.value(below, value))
		return true
	})
	return "{" + strings.Join(members, ",") + "}"
}

// fitValue is a value of an attribute that the target takes in its place. The error says that it has none left.
func (w *world) fitValue(d *demands.Resource, path, value string) (string, error) {
	key := scim.KeyOf(path)
	if value == "" {
		return value, nil
	}
	if key == "username" && d.URN != scim.CoreGroup {
		return w.fitUserName(value), nil
	}
	if attribute, isType := strings.CutSuffix(key, ".type"); isType && len(d.Types[attribute]) > 0 {
		listed, ok := d.TypeFor(attribute, value)
		if !ok {
			return value, notApplicable("needs %s of the type %s, which the target does not list (/Schemas or --values)", attribute, value)
		}
		return listed, nil
	}
	allowed := d.Allowed[key]
	if len(allowed) == 0 || strings.HasSuffix(key, ".type") {
		return value, nil
	}
	w.choosing.Lock() // a crowd is made side by side
	defer w.choosing.Unlock()
	if w.chosen == nil {
		w.chosen = map[string]string{}
	}
	if chosen, known := w.chosen[key+"\n"+value]; known {
		return chosen, nil
	}
	taken := func(v string) bool {
		for k, c := range w.chosen {
			if strings.HasPrefix(k, key+"\n") && c == v {
				return true
			}
		}
		return false
	}
	i := slices.IndexFunc(allowed, func(v string) bool { return strings.EqualFold(v, value) })
	if i < 0 {
		i = slices.IndexFunc(allowed, func(v string) bool { return !taken(v) })
	}
	if i < 0 {
		return value, notApplicable("needs another value of %s than the target allows (/Schemas or --values)", path)
	}
	w.chosen[key+"\n"+value] = allowed[i]
	return allowed[i], nil
}

// fitPatch is fitJSON for a PATCH. One that takes away what the target requires, or is about what it does not have, is not
// applicable.
func (w *world) fitPatch(d *demands.Resource, body string) (string, error) {
	for _, op := range gjson.Get(body, "Operations").Array() {
		path := op.Get("path").String()
		switch {
		case strings.EqualFold(op.Get("op").String(), "remove") && path != "" && d.Needs(path) && !spares(path):
			return body, notApplicable("takes %s away, which the target requires (/Schemas or --values)", path)
		case path != "" && d.Lacks(path) && !w.scenario.Verbatim:
			return body, notApplicable("needs %s, which the target does not have or keeps for itself (/Schemas or --values)", path)
		}
		if path != "" || w.scenario.Verbatim {
			continue
		}
		for key := range op.Get("value").Map() {
			if d.Lacks(key) {
				return body, notApplicable("needs %s, which the target does not have or keeps for itself (/Schemas or --values)", key)
			}
		}
	}
	return w.fitJSON(d, body)
}

// spares says whether the removal of a path leaves the work element, which every user of the features has: enough for what is
// required of the attribute.
func spares(path string) bool {
	m := typedPath.FindStringSubmatch(path)
	return m != nil && !strings.EqualFold(m[4], "work")
}

// offeredRows are the rows of a table of attributes that the target has, their values those that stand for the feature's. A
// table of which nothing is left asks for what is not there.
func (w *world) offeredRows(d *demands.Resource, rows []row) ([]row, error) {
	var offered []row
	lacking := ""
	for _, r := range rows {
		path, value := r["attribute"], r["value"]
		if d.Lacks(path) && value != cellAbsent { // what is not there is absent indeed
			lacking = path
			continue
		}
		if _, completed := w.completed.Load(scim.KeyOf(path)); completed && value == cellAbsent {
			continue // the feature did not send it, but the target asked for it
		}
		if !strings.HasPrefix(value, "(") {
			fitted, err := w.fitValue(d, path, value)
			if err != nil {
				return nil, err
			}
			value = fitted
		}
		offered = append(offered, row{"attribute": path, "value": value})
	}
	if len(offered) == 0 && lacking != "" {
		return nil, notApplicable("needs %s, which the target does not have or keeps for itself (/Schemas or --values)", lacking)
	}
	return offered, nil
}
