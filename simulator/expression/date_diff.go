package expression

import "time"

var functionDateDiff = Function{
	Name: "DateDiff",
	Params: []Param{
		{Name: "interval", Type: "String", Required: true, words: intervals},
		{Name: "date1", Type: "DateTime", Required: true},
		{Name: "date2", Type: "DateTime", Required: true},
	},
	Doc: "How much later the second date is than the first, negative if it is earlier, by the rules of Visual Basic: years (yyyy) " +
		"and months (m) by the calendar, weeks (ww) from Sunday to Sunday, and whole days (d), hours (h), minutes (n) and " +
		"seconds (s) that have passed. Without one of the dates there is no difference.",
	Examples: []Example{
		dateDiffExample("d", "2021-08-18+08:00", "2021-08-31+08:00", "13"),
		dateDiffExample("d", "8/25/2021 5:41:18 PM", "2012-03-16-07:00", "-3449"),
		dateDiffExample("ww", "8/25/2021 5:41:18 PM", "2012-03-16-07:00", "-493"),
		dateDiffExample("m", "8/25/2021 5:41:18 PM", "2012-03-16-07:00", "-113"),
		dateDiffExample("yyyy", "8/25/2021 5:41:18 PM", "2012-03-16-07:00", "-9"),
		dateDiffExample("d", "2021-08-31+08:00", "2021-08-31+08:00", "0"),
		dateDiffExample("h", "2021-08-24", "2021-08-25", "24"),
		dateDiffExample("n", "2021-08-24", "2021-08-25", "1440"),
		dateDiffExample("s", "2021-08-24", "2021-08-25", "86400"),
		{
			Expression: `Switch([Active], , "1", IIF(DateDiff("d", Now(), CDate([StatusHireDate])) > 5, "False", "True"), ` +
				`"0", "False")`,
			Attributes: map[string]Value{"Active": String("1"), "StatusHireDate": String("2021-07-09-07:00")},
			Result:     "False",
		},
	},
	Source: thePage,
	eval:   evalDateDiff,
}

// dateDiffExample is a row of the page's table.
func dateDiffExample(interval, date1, date2, result string) Example {
	return Example{
		Expression: `DateDiff("` + interval + `", CDate([date1]), CDate([date2]))`,
		Attributes: map[string]Value{"date1": String(date1), "date2": String(date2)},
		Result:     result,
		Documented: true,
	}
}

func evalDateDiff(in invocation) (Value, error) {
	interval, err := in.text(0)
	if err != nil {
		return Null(), err
	}
	from, ok, err := in.date(1)
	if err != nil || !ok {
		return Null(), err
	}
	to, ok, err := in.date(2)
	if err != nil || !ok {
		return Null(), err
	}
	var n int64
	switch seconds := secondsBetween(from, to); interval {
	case "yyyy":
		n = int64(to.Year() - from.Year())
	case "m":
		n = int64(12*(to.Year()-from.Year()) + int(to.Month()-from.Month()))
	case "d":
		n = seconds / secondsPerDay
	case "ww":
		n = (sunday(to).Unix() - sunday(from).Unix()) / secondsPerDay / 7
	case "h":
		n = seconds / 3600
	case "n":
		n = seconds / 60
	case "s":
		n = seconds
	default:
		return Null(), in.fail(0, anInterval, quote(interval))
	}
	return Number(float64(n)), nil
}

// secondsBetween are the whole seconds that passed, towards zero. A time.Duration holds less than three centuries.
func secondsBetween(from, to time.Time) int64 {
	seconds, rest := to.Unix()-from.Unix(), to.Nanosecond()-from.Nanosecond()
	switch {
	case seconds > 0 && rest < 0:
		return seconds - 1
	case seconds < 0 && rest > 0:
		return seconds + 1
	}
	return seconds
}

const secondsPerDay = 24 * 3600

// sunday is the same time on the Sunday before, or the day itself. That the time of day stays is Visual Basic's rule; so
// from Saturday noon to Sunday morning no week has passed.
func sunday(t time.Time) time.Time { return t.AddDate(0, 0, -int(t.Weekday())) }
