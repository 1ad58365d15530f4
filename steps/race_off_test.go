//go:build !race

package steps_test

// raced says that the race detector is on, with which everything takes ten times as long.
const raced = false
