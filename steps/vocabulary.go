package steps

import (
	"context"
	"fmt"
	"reflect"
	"slices"
)

// Definition is one sentence of the vocabulary.
type Definition struct {
	// Expression is anchored; its groups are the step's arguments.
	Expression string
	// Doc says what the step does or checks, Example shows it as a feature would write it.
	Doc, Example string

	// run is a method expression of world: func(*world, context.Context, arguments…) error.
	run any
}

// Vocabulary lists all steps, sorted by expression.
func Vocabulary() []Definition {
	all := slices.Concat(directorySteps(), directoryGroupSteps(), mappingSteps(), connectionSteps(), jobSteps(), outageSteps(), resourceSteps(), logSteps(), httpSteps(), answerSteps(), listSteps(), groupSteps(), crowdSteps(), pageSteps(), shownSteps(), fanoutSteps(), immutableSteps(), wrongTypeSteps(), valueSteps(), textSteps(), earlierSteps(), racingSteps(), schemaSteps(), headerSteps(), meSteps(), standardSteps(), filterSteps(), bulkSteps(), portalSteps(), watchSteps(), computedSteps(), apartSteps(), movedSteps(), bundleSteps(), documentSteps())
	slices.SortFunc(all, func(a, b Definition) int {
		if a.Expression < b.Expression {
			return -1
		}
		return 1
	})
	return all
}

type worldKey struct{}

// worldOf gives the scenario's world, which the suite put into the context before the first step.
func worldOf(ctx context.Context) *world {
	w, _ := ctx.Value(worldKey{}).(*world)
	return w
}

// bind makes godog's form of a step out of a method expression: the world comes from the context, and the error goes
// through the world's judgement.
func bind(run any) any {
	method := reflect.ValueOf(run)
	in := make([]reflect.Type, 0, method.Type().NumIn()-1)
	for i := 1; i < method.Type().NumIn(); i++ {
		in = append(in, method.Type().In(i))
	}
	result := reflect.TypeFor[error]()
	step := reflect.FuncOf(in, []reflect.Type{result}, false)
	return reflect.MakeFunc(step, func(args []reflect.Value) []reflect.Value {
		ctx := args[0].Interface().(context.Context)
		w := worldOf(ctx)
		if w == nil {
			return []reflect.Value{reflect.ValueOf(fmt.Errorf("no world in this scenario's context"))}
		}
		err := w.do(ctx, func() error {
			e, _ := method.Call(append([]reflect.Value{reflect.ValueOf(w)}, args...))[0].Interface().(error)
			return e
		})
		if err == nil {
			return []reflect.Value{reflect.Zero(result)}
		}
		return []reflect.Value{reflect.ValueOf(&err).Elem()}
	}).Interface()
}
