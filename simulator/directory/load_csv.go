package directory

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// readCSV plans what a file of format CSV says.
func (p *plan) readCSV(text []byte) {
	r := &csvReader{Reader: csv.NewReader(bytes.NewReader(text)), text: text}
	p.file.lenient, p.file.place = true, r.countCharacters
	r.chooseComma()
	columns := p.csvHeader(r)
	for columns != nil {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if errors.Is(err, csv.ErrFieldCount) {
			p.faultf(r.position(0, ""), "expected %d fields, as the header has columns, found %d", len(columns), len(record))
			continue
		}
		if err != nil {
			p.csvFault(r, err)
			break
		}
		p.csvUser(r, columns, record)
	}
}

// csvNames are the attributes of columns that have another name, in small letters. Column id is the object id.
var csvNames = map[string]string{
	"objectid": "id", "id": "id", "mobilephone": "mobile", "officelocation": "physicalDeliveryOfficeName",
	"directorysynced": "dirSyncEnabled",
}

// csvColumn is a column: its name as written, and the attribute that it fills, "" for none.
type csvColumn struct{ title, attribute string }

// csvHeader reads the first line; nil with a fault noted if it is none.
func (p *plan) csvHeader(r *csvReader) []csvColumn {
	titles, err := r.Read()
	if errors.Is(err, io.EOF) {
		p.faultf(&node{line: 1}, "expected a header with userPrincipalName, found an empty file")
		return nil
	}
	if err != nil {
		p.csvFault(r, err)
		return nil
	}
	attributes := map[string]string{}
	for _, name := range userTable.settable() {
		attributes[strings.ToLower(name)] = name
	}
	for title, name := range csvNames {
		attributes[title] = name
	}
	columns, taken := make([]csvColumn, len(titles)), map[string]string{}
	for i, title := range titles {
		title = strings.TrimSpace(title)
		attribute := attributes[strings.ToLower(title)]
		if extensionName.MatchString(title) {
			attribute = title
		}
		if other, twice := taken[attribute]; twice && attribute != "" {
			p.faultf(r.position(i, title), "expected one column for %s, found %s and %s", attribute, other, title)
			return nil
		}
		taken[attribute] = title
		columns[i] = csvColumn{title: cmp.Or(title, "column "+strconv.Itoa(i+1)), attribute: attribute}
	}
	if _, ok := taken[UserPrincipalName]; !ok {
		p.faultf(&node{line: 1}, "expected a column userPrincipalName, found %s", strings.Join(titles, ", "))
		return nil
	}
	return columns
}

func (p *plan) csvFault(r *csvReader, err error) {
	at := &node{line: 1}
	if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
		at.line, at.column = parse.Line, parse.Column
		err = parse.Err
	}
	p.faultf(at, "expected values separated by %q: %w", r.Comma, err)
}

func (p *plan) csvUser(r *csvReader, columns []csvColumn, record []string) {
	if !slices.ContainsFunc(record, func(text string) bool { return strings.TrimSpace(text) != "" }) {
		return
	}
	line, _ := r.FieldPos(0)
	d := newDraft(&node{line: line})
	for i, text := range record {
		column := columns[i]
		if text == "" {
			continue
		}
		n := r.position(i, column.title)
		n.value = text
		a, _ := userTable.attribute(column.attribute)
		switch {
		case column.attribute == "":
			p.file.ignored[column.title]++
		case column.attribute == "id":
			d.id = n
		case column.attribute == Manager:
			d.manager = n
		case a.Type == TypeBoolean:
			switch strings.ToLower(text) {
			case "true":
				n.value = true
			case "false":
				n.value = false
			}
			p.set(d, column.attribute, n)
		case a.MultiValued: // a list in one field: no page says how, and semicolons are what exports use
			n.value = nil
			var items []*node
			for item := range strings.SplitSeq(text, ";") {
				if item = strings.TrimSpace(item); item != "" {
					items = append(items, &node{line: n.line, column: n.column, key: n.key, value: item})
				}
			}
			n.value = items
			p.set(d, column.attribute, n)
		default:
			p.set(d, column.attribute, n)
		}
	}
	p.addUser(d)
}
