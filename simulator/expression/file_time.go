package expression

import (
	"time"
)

// fileTimeEpoch is the start of Active Directory's time, which counts steps of 100 nanoseconds.
var fileTimeEpoch = time.Date(1601, 1, 1, 0, 0, 0, 0, time.UTC)

const stepsPerSecond = 10_000_000

var functionDateFromNum = Function{
	Name:   "DateFromNum",
	Params: []Param{{Name: "value", Type: typeInteger, Required: true}},
	Doc: "The date of a number of Active Directory, such as lastLogonTimestamp, as a text in UTC. Null and an empty text give " +
		"null; the number for never is an error.",
	Examples: []Example{{
		Expression: `DateFromNum(129699324000000000)`,
		Result:     "1/1/2012 11:00:00 PM",
		Documented: true,
	}, {
		Expression: `DateFromNum([lastLogonTimestamp])`,
		Attributes: map[string]Value{"lastLogonTimestamp": String("132539615991234567")},
		Result:     "1/1/2021 7:59:59 AM",
	}},
	Source: thePage,
	eval:   evalDateFromNum,
}

func evalDateFromNum(in invocation) (Value, error) {
	v, err := in.single(0)
	if err != nil || v.IsEmpty() {
		return Null(), err
	}
	n, ok := asWhole(v)
	if !ok || n < 0 {
		return Null(), in.fail(0, "a number of Active Directory such as 129699324000000000", v.String())
	}
	t := time.Unix(fileTimeEpoch.Unix()+n/stepsPerSecond, 0).UTC()
	if !inCalendar(t) {
		return Null(), in.fail(0, "a date from year 1601 to 9999", v.String())
	}
	return dateText(t), nil
}

var functionNumFromDate = Function{
	Name:   "NumFromDate",
	Params: []Param{{Name: "value", Type: "DateTime", Required: true}},
	Doc: "The number of Active Directory for a date, such as accountExpires takes. The date is read as CDate reads it; null and " +
		"an empty text give null.",
	Examples: []Example{{
		Expression: `NumFromDate(Join("", FormatDateTime([ContractEndDate], ,"yyyy-MM-ddzzz", "yyyy-MM-dd"), " 23:59:59-08:00"))`,
		Attributes: map[string]Value{"ContractEndDate": String("2020-12-31-08:00")},
		Result:     "132539615990000000",
	}, {
		Expression: `NumFromDate(Join("",FormatDateTime([endDate], ,"M/d/yyyy hh:mm:ss tt","yyyy-MM-dd")," 23:59:59-08:00"))`,
		Attributes: map[string]Value{"endDate": String("12/31/2020 05:00:00 PM")},
		Result:     "132539615990000000",
	}},
	Source: thePage,
	eval:   evalNumFromDate,
}

func evalNumFromDate(in invocation) (Value, error) {
	t, ok, err := in.date(0)
	if err != nil || !ok {
		return Null(), err
	}
	if t.Before(fileTimeEpoch) {
		return Null(), in.fail(0, "a date from year 1601 on", dateText(t).text)
	}
	return exactNumber((t.Unix()-fileTimeEpoch.Unix())*stepsPerSecond + int64(t.Nanosecond()/100)), nil
}
