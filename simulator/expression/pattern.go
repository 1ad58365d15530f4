package expression

import "errors"

// Pattern is a regular expression of .NET outside of an expression: that of a scoping filter. It is safe for concurrent use.
type Pattern struct{ dotnet *dotnetRegexp }

// CompilePattern reads a pattern. The error says what is wrong with it, without naming it.
func CompilePattern(text string) (*Pattern, error) {
	r, err := compileDotnet(text)
	if err != nil {
		return nil, err
	}
	return &Pattern{r}, nil
}

// Matches says whether the pattern matches somewhere in the text, as .NET's IsMatch does. The error is about a search that
// takes too long.
func (p *Pattern) Matches(text string) (found bool, err error) {
	err = p.dotnet.each([]rune(text), new(stopwatch), func(match) bool { found = true; return false })
	if err != nil {
		return false, errors.New("expected a regular expression that ends, found " + err.Error())
	}
	return found, nil
}
