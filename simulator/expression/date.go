package expression

import (
	"time"

	"github.com/entrasim/entrasim/simulator/expression/dotnetdate"
)

// Dates are no type of the language: functions pass them on as texts in UTC, without fractions of a second.

var functionCDate = Function{
	Name:   "CDate",
	Params: []Param{{Name: "expression", Type: "String", Required: true}},
	Doc: "A date as a text in UTC, in the form M/d/yyyy h:mm:ss tt. It reads ISO 8601, the forms of en-US and RFC 1123; null " +
		"and an empty text give null.",
	Examples: []Example{{
		Expression: `CDate([StatusHireDate])`,
		Attributes: map[string]Value{"StatusHireDate": String("2020-03-16-07:00")},
		Result:     "3/16/2020 7:00:00 AM",
		Documented: true,
	}, {
		Expression: `CDate("2021-06-30+08:00")`,
		Result:     "6/29/2021 4:00:00 PM",
		Documented: true,
	}, {
		Expression: `CDate("2009-06-15T01:45:30-07:00")`,
		Result:     "6/15/2009 8:45:30 AM",
		Documented: true,
	}},
	Source: thePage,
	eval:   evalCDate,
}

func evalCDate(in invocation) (Value, error) {
	t, ok, err := in.date(0)
	if err != nil || !ok {
		return Null(), err
	}
	return dateText(t), nil
}

var functionNow = Function{
	Name: "Now",
	Doc:  "The present as a text in UTC, in the form M/d/yyyy h:mm:ss tt.",
	Examples: []Example{{
		Expression: `Now()`,
		Result:     "7/2/2021 3:33:38 PM",
		Documented: true,
	}},
	Source: thePage,
	eval: func(in invocation) (Value, error) {
		now, err := in.now()
		if err != nil {
			return Null(), err
		}
		return dateText(now), nil
	},
}

// generalDate is the form in which dates are passed on.
var generalDate = func() *dotnetdate.Layout {
	l, _ := dotnetdate.Compile(dotnetdate.General)
	return l
}()

func dateText(t time.Time) Value {
	return String(generalDate.Format(dotnetdate.DateTime{Time: t.UTC(), Kind: dotnetdate.UTC}))
}

// inCalendar says whether .NET knows the date.
func inCalendar(t time.Time) bool { return t.Year() >= 1 && t.Year() <= 9999 }
