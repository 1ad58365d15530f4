package reports

// paint colours a text by an outcome: green, yellow, red, magenta for what is nobody's verdict, none for the rest.
func (c *console) paint(o Outcome, text string) string {
	code := [...]string{
		Passed: "32", NotApplicable: "", Warned: "33", KnownFailure: "33", Blocked: "31", Failed: "31", Errored: "35",
	}[o]
	return c.escape(code, text)
}

// dim makes a text recede.
func (c *console) dim(text string) string { return c.escape("2", text) }

func (c *console) escape(code, text string) string {
	if !c.Color || code == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// shout gives the word that begins a block.
func shout(o Outcome) string {
	switch o {
	case Blocked:
		return "BLOCKED"
	case Failed:
		return "FAIL"
	case Errored:
		return "ERROR"
	default:
		return "WARN"
	}
}
