package expression

import (
	"strconv"
	"strings"
)

// parseNumber reads a bare number: digits with an optional minus sign and decimals, or &H and hexadecimal digits. ok is
// false when the text is no such number, or one that a Number cannot hold to the last digit (AD file times have up to 18
// digits; silently rounding one would be a wrong answer).
func parseNumber(literal string) (f float64, hex, ok bool) {
	if digits, found := strings.CutPrefix(literal, "&H"); found {
		n, err := strconv.ParseUint(digits, 16, 53)
		return float64(n), true, err == nil
	}
	f, ok = parseDecimal(literal)
	if !ok {
		return 0, false, false
	}
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(literal, "-"), ".")
	exact := strings.TrimLeft(whole, "0")
	if exact == "" {
		exact = "0"
	}
	if decimals = strings.TrimRight(decimals, "0"); decimals != "" {
		exact += "." + decimals
	}
	return f, false, strings.TrimPrefix(Number(f).Text(), "-") == exact
}

// parseDecimal reads digits with an optional minus sign and decimals, rounded to what a Number can hold.
func parseDecimal(text string) (f float64, ok bool) {
	whole, decimals, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if !allDigits(whole) || point && !allDigits(decimals) {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f + 0, err == nil // + 0 turns a negative zero into zero
}

func allDigits(text string) bool {
	return text != "" && span(text, isDigit) == len(text)
}

// exactNumber gives a whole number, and its digits as a text where a Number would have to round it.
func exactNumber(n int64) Value {
	if v := Number(float64(n)); v.Text() == strconv.FormatInt(n, 10) {
		return v
	}
	return String(strconv.FormatInt(n, 10))
}
