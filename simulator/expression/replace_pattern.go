package expression

import (
	"strconv"
	"strings"
)

// patternEvaluator is one of Replace's ways with a regular expression. In the way without a group, the group is 0: the
// whole match.
type patternEvaluator func(in invocation, pattern *dotnetRegexp, group int) (Value, error)

// bindPattern compiles the regular expression, and looks up the group, once for all when they are constants, as they are
// in every example of the page, so that a mistake in them is a syntax error. Otherwise it is done anew for each object.
func bindPattern(args []node, grouped bool, evaluate patternEvaluator) (evaluator, *refusal) {
	constant, ok := args[replacePattern].(constantNode)
	if !ok {
		return func(in invocation) (Value, error) {
			pattern, err := in.pattern()
			if err != nil {
				return Null(), err
			}
			return in.withGroup(pattern, grouped, evaluate)
		}, nil
	}
	pattern, err := compileDotnet(constant.value.Text())
	if err != nil {
		return nil, &refusal{argument: constant, message: "expected " + aPattern + ", found " + err.Error()}
	}
	if name, ok := args[replaceGroup].(constantNode); ok && grouped {
		group, ok := pattern.group(name.value.Text())
		if !ok {
			return nil, &refusal{argument: name, message: "expected " + aGroup + ", found " + name.value.String()}
		}
		return func(in invocation) (Value, error) { return evaluate(in, pattern, group) }, nil
	}
	return func(in invocation) (Value, error) { return in.withGroup(pattern, grouped, evaluate) }, nil
}

// pattern compiles RegularExpression for one object. It may not be longer than an expression could have it, because the
// time that the engine takes to compile grows with the square of how deep groups are nested.
func (in invocation) pattern() (*dotnetRegexp, error) {
	text, err := in.text(replacePattern)
	switch {
	case err != nil:
		return nil, err
	case tooLong(text):
		return nil, in.fail(replacePattern, aPattern+" of at most "+strconv.Itoa(MaxCharacters)+" characters", "a longer one")
	case in.scope.searches.over():
		return nil, in.fail(replacePattern, aBoundPattern, errLate.Error())
	}
	defer in.scope.searches.run()()
	pattern, err := compileDotnet(text)
	if err != nil {
		return nil, in.fail(replacePattern, aPattern, err.Error())
	}
	return pattern, nil
}

// withGroup evaluates RegularExpressionGroupName, where there is one, before the rest.
func (in invocation) withGroup(pattern *dotnetRegexp, grouped bool, evaluate patternEvaluator) (Value, error) {
	if !grouped {
		return evaluate(in, pattern, 0)
	}
	name, err := in.text(replaceGroup)
	if err != nil {
		return Null(), err
	}
	group, ok := pattern.group(name)
	if !ok {
		return Null(), in.fail(replaceGroup, aGroup, quote(name))
	}
	return evaluate(in, pattern, group)
}

// What error messages expect.
const (
	aPattern      = "a regular expression of .NET"
	aBoundPattern = "a regular expression that matches in bounds"
	aGroup        = "a group of the regular expression"
)

// replaceMatches exchanges every match for Replacement, in which groups are filled in.
func replaceMatches(in invocation, pattern *dotnetRegexp, _ int) (Value, error) {
	return in.rewrite(pattern, 0, pattern.expand)
}

// replaceGroups exchanges, in every match, what the group matched for Replacement as it stands.
func replaceGroups(in invocation, pattern *dotnetRegexp, group int) (Value, error) {
	return in.rewrite(pattern, group, func(b *strings.Builder, replacement string, _ match) bool {
		b.WriteString(replacement)
		return b.Len() <= maxText
	})
}

// rewrite copies the source, except for what the group matched, for which write stands in. A match in which the group took
// no part is copied, too. write reports false when the result becomes too long.
func (in invocation) rewrite(
	pattern *dotnetRegexp, group int, write func(b *strings.Builder, replacement string, m match) bool,
) (Value, error) {
	replacement, err := in.text(replaceReplacement)
	if err != nil {
		return Null(), err
	}
	return in.each(replaceSource, func(text string) (Value, error) {
		var b strings.Builder
		copied, fits := 0, true
		runes := []rune(text)
		err := pattern.each(runes, in.scope.searches, func(m match) bool {
			start, end, ok := m.span(group)
			if !ok || start < copied { // a look-behind can have matched what an earlier match has
				return true
			}
			b.WriteString(string(runes[copied:start]))
			copied = end
			fits = write(&b, replacement, m)
			return fits
		})
		switch {
		case err != nil:
			return Null(), in.fail(replacePattern, aBoundPattern, err.Error())
		case !fits:
			return Null(), in.tooLong()
		}
		b.WriteString(string(runes[copied:]))
		return String(b.String()), nil
	})
}

// extractFromProperty gives the source unchanged if it has a value, and otherwise what the group matched in the other
// attribute; null where it matched nothing, so that nothing flows.
func extractFromProperty(in invocation, pattern *dotnetRegexp, group int) (Value, error) {
	source, err := in.value(replaceSource)
	if err != nil || !source.IsEmpty() {
		return source, err
	}
	return in.each(replaceProperty, func(text string) (Value, error) {
		found := Null()
		err := pattern.each([]rune(text), in.scope.searches, func(m match) bool {
			if _, _, ok := m.span(group); ok {
				found = String(m.group(group))
			}
			return false
		})
		if err != nil {
			return Null(), in.fail(replacePattern, aBoundPattern, err.Error())
		}
		return found, nil
	})
}
