package steps

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// fittingValue makes a value of an attribute that suits its type, its canonical values and the format that its name
// promises (RFC 7643, 4.1.1 and 2.3). Values of two rounds differ, and no two attributes share one.
func (w *world) fittingValue(x advertised, number, round int) any {
	n := number*10 + round
	if x.template != "" {
		return w.ofTemplate(x, n)
	}
	if len(x.canonical) > 0 {
		return x.canonical[round%len(x.canonical)]
	}
	either := func(a, b string) string {
		if round%2 == 0 {
			return a
		}
		return b
	}
	switch strings.ToLower(x.kind) {
	case "boolean":
		return round%2 == 0
	case "integer":
		return 100 + n
	case "decimal":
		return 100.5 + float64(n)
	case "datetime":
		return fmt.Sprintf("2026-0%d-0%dT08:00:00Z", 1+number%9, 1+round)
	case "binary":
		return base64.StdEncoding.EncodeToString([]byte(fmt.Sprintf("entrasim %03d", n)))
	case "reference":
		return fmt.Sprintf("https://www.contoso.example/%s/%d", strings.ToLower(x.Name), n)
	}
	switch name := strings.ToLower(x.Name); {
	case name == "locale":
		return either("en-GB", "de-DE")
	case name == "preferredlanguage":
		return either("en-US", "fr-FR")
	case name == "timezone":
		return either("Europe/London", "America/New_York")
	case name == "profileurl":
		return fmt.Sprintf("https://www.contoso.example/people/%d", n)
	case name == "emails":
		return w.address(fmt.Sprintf("%s-o'fan+%d", w.unique, n))
	case name == "phonenumbers":
		return fmt.Sprintf("+44207946%04d", 1000+n)
	case name == "ims":
		return fmt.Sprintf("%s-im%d", w.unique, n)
	case name == "addresses" && strings.EqualFold(x.Sub, "country"):
		return either("GB", "DE")
	case name == "addresses" && strings.EqualFold(x.Sub, "postalCode"):
		return fmt.Sprintf("EC1A %dBB", 1+n%9)
	case name == "employeenumber", name == "costcenter", name == "department":
		return fmt.Sprintf("00%d", 4100+n) // a text, though it looks like a number
	case name == "externalid":
		return fmt.Sprintf("%s-x%d", w.unique, n)
	}
	word := x.Sub
	if word == "" || word == "value" {
		word = x.Name
	}
	return fmt.Sprintf("%s No%d, O'Neill & Söhne", strings.ToUpper(word[:1])+word[1:], n)
}
