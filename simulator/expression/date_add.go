package expression

import (
	"math"
	"time"
)

// intervals are what DateAdd and DateDiff count in: year, month, day, week, hour, minute, second. Visual Basic knows more.
var intervals = []string{"yyyy", "m", "d", "ww", "h", "n", "s"}

const anInterval = "one of yyyy, m, d, ww, h, n, s"

var functionDateAdd = Function{
	Name: "DateAdd",
	Params: []Param{
		{Name: "interval", Type: "String", Required: true, words: intervals},
		{Name: "value", Type: typeInteger, Required: true},
		{Name: "dateTime", Type: "DateTime", Required: true},
	},
	Doc: "A date with a number of years (yyyy), months (m), days (d), weeks (ww), hours (h), minutes (n) or seconds (s) added, " +
		"or taken away where the number is negative. A month without that day gives its last one. Without a date there is none.",
	Examples: []Example{
		dateAddExample(`DateAdd("d", 7, CDate([StatusHireDate]))`, "3/23/2012 7:00:00 AM"),
		dateAddExample(`DateAdd("d", -10, CDate([StatusHireDate]))`, "3/6/2012 7:00:00 AM"),
		dateAddExample(`DateAdd("ww", 2, CDate([StatusHireDate]))`, "3/30/2012 7:00:00 AM"),
		dateAddExample(`DateAdd("m", 10, CDate([StatusHireDate]))`, "1/16/2013 7:00:00 AM"),
		dateAddExample(`DateAdd("yyyy", 2, CDate([StatusHireDate]))`, "3/16/2014 7:00:00 AM"),
	},
	Source: thePage,
	eval:   evalDateAdd,
}

// dateAddExample is a row of the page's table.
func dateAddExample(expression, result string) Example {
	return Example{
		Expression: expression,
		Attributes: map[string]Value{"StatusHireDate": String("2012-03-16-07:00")},
		Result:     result,
		Documented: true,
	}
}

func evalDateAdd(in invocation) (Value, error) {
	interval, err := in.text(0)
	if err != nil {
		return Null(), err
	}
	n, err := in.whole(1)
	if err != nil {
		return Null(), err
	}
	t, ok, err := in.date(2)
	if err != nil || !ok {
		return Null(), err
	}
	months, seconds := monthsOf[interval], secondsOf[interval]
	if months == 0 && seconds == 0 {
		return Null(), in.fail(0, anInterval, quote(interval))
	}
	if within := math.Abs(float64(n)) <= secondsOfCalendar/float64(max(months*secondsPerMonth, seconds)); within {
		n := int(n)
		t = addMonths(t, n*months).AddDate(0, 0, n*seconds/secondsPerDay).Add(time.Duration(n*seconds%secondsPerDay) * time.Second)
		if inCalendar(t) {
			return dateText(t), nil
		}
	}
	return Null(), in.fail(1, "a date from year 1 to 9999", "one beyond")
}

// What the intervals are made of, one or the other.
var (
	monthsOf  = map[string]int{"yyyy": 12, "m": 1}
	secondsOf = map[string]int{"d": secondsPerDay, "ww": 7 * secondsPerDay, "h": 3600, "n": 60, "s": 1}
)

// secondsOfCalendar is more than there are from year 1 to 9999: what is added or taken away cannot be as much. A
// time.Duration holds less than three centuries.
const (
	secondsOfCalendar = 10_000 * 366 * secondsPerDay
	secondsPerMonth   = 28 * secondsPerDay
)

// addMonths stays in the month that it comes to, as .NET does.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month(), 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location()).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}
