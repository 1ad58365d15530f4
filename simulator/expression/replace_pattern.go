package expression

import (
	"fmt"
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
			text, err := in.text(replacePattern)
			if err != nil {
				return Null(), err
			}
			pattern, err := compileDotnet(text)
			if err != nil {
				return Null(), in.fail(replacePattern, "%v", err)
			}
			return in.withGroup(pattern, grouped, evaluate)
		}, nil
	}
	pattern, err := compileDotnet(constant.value.Text())
	if err != nil {
		return nil, &refusal{argument: constant, message: err.Error()}
	}
	if name, ok := args[replaceGroup].(constantNode); ok && grouped {
		group, err := findGroup(pattern, name.value.Text())
		if err != nil {
			return nil, &refusal{argument: name, message: err.Error()}
		}
		return func(in invocation) (Value, error) { return evaluate(in, pattern, group) }, nil
	}
	return func(in invocation) (Value, error) { return in.withGroup(pattern, grouped, evaluate) }, nil
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
	group, err := findGroup(pattern, name)
	if err != nil {
		return Null(), in.fail(replaceGroup, "%v", err)
	}
	return evaluate(in, pattern, group)
}

func findGroup(pattern *dotnetRegexp, name string) (int, error) {
	group, ok := pattern.group(name)
	if !ok {
		return 0, fmt.Errorf("expected a group of the regular expression, found %s", quote(name))
	}
	return group, nil
}

// replaceMatches exchanges every match for Replacement, in which groups are filled in.
func replaceMatches(in invocation, pattern *dotnetRegexp, _ int) (Value, error) {
	return in.rewrite(pattern, 0, func(b *strings.Builder, replacement, text string, match []int) bool {
		return pattern.expand(b, replacement, text, match)
	})
}

// replaceGroups exchanges, in every match, what the group matched for Replacement as it stands.
func replaceGroups(in invocation, pattern *dotnetRegexp, group int) (Value, error) {
	return in.rewrite(pattern, group, func(b *strings.Builder, replacement, _ string, _ []int) bool {
		b.WriteString(replacement)
		return b.Len() <= maxText
	})
}

// rewrite copies the source, except for what the group matched, for which write stands in. A match in which the group took
// no part is copied, too. write reports false when the result becomes too long.
func (in invocation) rewrite(
	pattern *dotnetRegexp, group int, write func(b *strings.Builder, replacement, text string, match []int) bool,
) (Value, error) {
	source, err := in.value(replaceSource)
	if err != nil {
		return Null(), err
	}
	replacement, err := in.text(replaceReplacement)
	if err != nil {
		return Null(), err
	}
	return mapTexts(source, func(text string) (Value, error) {
		var b strings.Builder
		copied := 0
		for _, match := range pattern.compiled.FindAllStringSubmatchIndex(text, -1) {
			start, end := match[2*group], match[2*group+1]
			if start < 0 {
				continue
			}
			b.WriteString(text[copied:start])
			if !write(&b, replacement, text, match) {
				return Null(), in.tooLong()
			}
			copied = end
		}
		b.WriteString(text[copied:])
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
	property, err := in.value(replaceProperty)
	if err != nil {
		return Null(), err
	}
	return mapTexts(property, func(text string) (Value, error) {
		match := pattern.compiled.FindStringSubmatchIndex(text)
		if match == nil || match[2*group] < 0 {
			return Null(), nil
		}
		return String(text[match[2*group]:match[2*group+1]]), nil
	})
}
