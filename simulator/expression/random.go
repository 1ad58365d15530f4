package expression

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

var functionGUID = Function{
	Name: "Guid",
	Doc:  "A new random GUID.",
	Examples: []Example{{
		Expression: `Guid()`,
		Result:     "ff4ae39f-6bb4-4fb8-9a3d-1e601c115a0b",
	}},
	Source: thePage,
	eval:   evalGUID,
}

func evalGUID(in invocation) (Value, error) {
	random, err := in.random()
	if err != nil {
		return Null(), err
	}
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], random.Uint64())
	binary.BigEndian.PutUint64(id[8:], random.Uint64())
	id[6] = id[6]&0x0f | 0x40 // version 4
	id[8] = id[8]&0x3f | 0x80 // of RFC 9562
	return String(id.String()), nil
}

func (in invocation) random() (*rand.Rand, error) {
	if in.scope.env.Random == nil {
		return nil, in.fail(0, "a source of random numbers", "an evaluation without one")
	}
	return in.scope.env.Random, nil
}

// maxRandomString is the page's bound.
const maxRandomString = 256

var functionRandomString = Function{
	Name: "RandomString",
	Params: []Param{
		{Name: "Length", Type: typeInteger, Required: true},
		{Name: "MinimumNumbers", Type: typeInteger, Required: true},
		{Name: "MinimumSpecialCharacters", Type: typeInteger, Required: true},
		{Name: "MinimumCapital", Type: typeInteger, Required: true},
		{Name: "MinimumLowerCase", Type: typeInteger, Required: true},
		{Name: "CharactersToAvoid", Type: "String"},
	},
	Doc: "A random text of a length of up to 256, with at least so many digits, special characters, capitals and small letters, " +
		"and whatever of the four for the rest. The minimum of small letters gives way where the length is too short for it, " +
		"since the page leaves it out of the sum that must fit.",
	Examples: []Example{{
		Expression: `RandomString(6,3,0,0,3)`,
		Result:     "81yx9h",
	}, {
		Expression: `RandomString(10,2,2,2,1,"?,")`,
		Result:     "1'vYH9)9K>",
	}},
	Source: thePage,
	eval:   evalRandomString,
}

// passwordCharacters are the four kinds in the order of the parameters (Microsoft Learn, Password must meet complexity
// requirements).
var passwordCharacters = [...]string{
	"0123456789", "~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz",
}

func evalRandomString(in invocation) (Value, error) {
	random, err := in.random()
	if err != nil {
		return Null(), err
	}
	length, err := in.count(0)
	if err != nil {
		return Null(), err
	}
	if length < 0 || length > maxRandomString {
		return Null(), in.fail(0, "a length from 0 to "+strconv.Itoa(maxRandomString), strconv.Itoa(length))
	}
	avoid, err := in.text(5)
	if err != nil {
		return Null(), err
	}
	var text, all []byte
	for i, kind := range passwordCharacters {
		least, err := in.count(i + 1)
		if err != nil {
			return Null(), err
		}
		allowed := []byte(strings.Map(func(r rune) rune {
			if strings.ContainsRune(avoid, r) {
				return -1
			}
			return r
		}, kind))
		if i == len(passwordCharacters)-1 {
			least = min(least, length-len(text))
		}
		switch {
		case least < 0:
			return Null(), in.fail(i+1, "a minimum of 0 or more", strconv.Itoa(least))
		case least > length-len(text):
			return Null(), in.fail(i+1, fmt.Sprintf("minimums that the length of %d has room for", length), fmt.Sprintf("%d in all up to this one", len(text)+least))
		case least > 0 && len(allowed) == 0:
			return Null(), in.fail(5, "characters that leave some of each kind that is asked for", quote(avoid))
		}
		text = pick(text, allowed, least, random)
		all = append(all, allowed...)
	}
	if len(text) < length && len(all) == 0 {
		return Null(), in.fail(5, "characters that leave some", quote(avoid))
	}
	text = pick(text, all, length-len(text), random)
	random.Shuffle(len(text), func(i, j int) { text[i], text[j] = text[j], text[i] })
	return String(string(text)), nil
}

// pick appends a number of characters.
func pick(text, from []byte, number int, random *rand.Rand) []byte {
	for range number {
		text = append(text, from[random.IntN(len(from))])
	}
	return text
}
