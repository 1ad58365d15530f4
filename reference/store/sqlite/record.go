package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/entrasim/entrasim/reference/store"
)

// body is a record in the file, but for what has a column.
type body struct {
	Attributes    map[string]any       `json:"attributes,omitempty"`
	Created       time.Time            `json:"created"`
	LastModified  time.Time            `json:"lastModified"`
	Version       uint64               `json:"version"`
	Origin        store.Origin         `json:"origin,omitempty"`
	Archived      bool                 `json:"archived,omitempty"`
	Configuration *store.Configuration `json:"configuration,omitempty"`
	Keys          []store.Key          `json:"keys,omitempty"`
}

func encode(r store.Record, keys []store.Key) ([]byte, error) {
	return json.Marshal(body{r.Attributes, r.Created, r.LastModified, r.Version, r.Origin, r.Archived, r.Configuration, keys})
}

// decode is the contrary of encode. Numbers stay as they were written.
func decode(text []byte) (body, error) {
	var b body
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err := decoder.Decode(&b)
	return b, err
}

// load reads everything.
func (j *journal) load(ctx context.Context) (last uint64, records []store.Saved, memberships [][2]uint64, err error) {
	if last, err = j.last(ctx); err != nil {
		return 0, nil, nil, err
	}
	err = j.each(ctx, "SELECT sequence, type, id, body FROM records ORDER BY sequence", func(rows *sql.Rows) error {
		var s store.Saved
		var text []byte
		if err := rows.Scan(&s.Sequence, &s.Record.Type, &s.Record.ID, &text); err != nil {
			return err
		}
		b, err := decode(text)
		if err != nil {
			return fmt.Errorf("%s %s: %w", s.Record.Type, s.Record.ID, err)
		}
		s.Record = store.Record{ID: s.Record.ID, Type: s.Record.Type, Attributes: b.Attributes, Created: b.Created,
			LastModified: b.LastModified, Version: b.Version, Origin: b.Origin, Archived: b.Archived,
			Configuration: b.Configuration}
		s.Keys = b.Keys
		records = append(records, s)
		return nil
	})
	if err != nil {
		return 0, nil, nil, err
	}
	err = j.each(ctx, "SELECT grp, member FROM members", func(rows *sql.Rows) error {
		var pair [2]uint64
		err := rows.Scan(&pair[0], &pair[1])
		memberships = append(memberships, pair)
		return err
	})
	return last, records, memberships, err
}

// last is the highest sequence number that was ever given.
func (j *journal) last(ctx context.Context) (last uint64, err error) {
	err = j.database.QueryRowContext(ctx, "SELECT seq FROM sqlite_sequence WHERE name = 'records'").Scan(&last)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return last, err
}

func (j *journal) each(ctx context.Context, query string, visit func(*sql.Rows) error) error {
	rows, err := j.database.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	for err == nil && rows.Next() {
		err = visit(rows)
	}
	return errors.Join(err, rows.Err(), rows.Close())
}
