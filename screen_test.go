package main

import (
	"slices"
	"strings"
)

// screen is a terminal as far as progress uses one: text, line ends, what is erased, lines that are broken or cut, and a width
// that changes as in terminals that break their lines anew, with the cursor at the character at which it was.
type screen struct {
	width    int
	rows     []screenRow
	row, col int
	cut      bool
}

// screenRow is a row of characters; one that goes on is broken, and the next row belongs to its line.
type screenRow struct {
	text   []rune
	broken bool
}

func newScreen(width int) *screen { return &screen{width: width, rows: make([]screenRow, 1)} }

// Write shows a text. What it does not know is shown as it is, so that a test notices.
func (s *screen) Write(text []byte) (int, error) {
	for rest := string(text); rest != ""; {
		known := false
		for _, c := range []struct {
			name string
			do   func()
		}{
			{"\r", func() { s.col = 0 }},
			{"\n", func() { s.rows[s.row].broken = false; s.down(); s.col = 0 }},
			{"\x1b[K", s.eraseLine},
			{"\x1b[J", func() { s.eraseLine(); s.rows = s.rows[:s.row+1] }},
			{"\x1b[?7l", func() { s.cut = true }},
			{"\x1b[?7h", func() { s.cut = false }},
		} {
			if after, ok := strings.CutPrefix(rest, c.name); ok {
				c.do()
				rest, known = after, true
				break
			}
		}
		if !known {
			r := []rune(rest)[0]
			s.put(r)
			rest = strings.TrimPrefix(rest, string(r))
		}
	}
	return len(text), nil
}

func (s *screen) put(r rune) {
	switch {
	case s.col < s.width:
	case s.cut:
		s.col = s.width - 1
	default:
		s.rows[s.row].broken = true
		s.down()
		s.col = 0
	}
	row := &s.rows[s.row]
	for len(row.text) <= s.col {
		row.text = append(row.text, ' ')
	}
	row.text[s.col] = r
	s.col++
}

func (s *screen) down() {
	if s.row++; s.row == len(s.rows) {
		s.rows = append(s.rows, screenRow{})
	}
}

func (s *screen) eraseLine() {
	row := &s.rows[s.row]
	row.text, row.broken = row.text[:min(s.col, len(row.text))], false
}

// resize breaks all lines anew.
func (s *screen) resize(width int) {
	var broken []screenRow
	at := [2]int{}
	for i := 0; i < len(s.rows); i++ {
		var line []rune
		cursor := -1 // in this line
		for ; ; i++ {
			if i == s.row {
				cursor = len(line) + s.col
			}
			line = append(line, s.rows[i].text...)
			if !s.rows[i].broken {
				break
			}
		}
		if cursor >= 0 {
			at = [2]int{len(broken) + cursor/width, cursor % width}
		}
		for piece := range slices.Chunk(line, width) {
			broken = append(broken, screenRow{slices.Clone(piece), true})
		}
		if len(line) == 0 {
			broken = append(broken, screenRow{})
		}
		broken[len(broken)-1].broken = false
	}
	s.width, s.rows, s.row, s.col = width, broken, at[0], at[1]
	for s.row >= len(s.rows) {
		s.rows = append(s.rows, screenRow{})
	}
}

// lines are those that can be seen, without empty ones at the end.
func (s *screen) lines() []string {
	var lines []string
	for _, row := range s.rows {
		lines = append(lines, strings.TrimRight(string(row.text), " "))
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
