package directory_test

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator/directory"
)

func names(tb testing.TB) directory.Names {
	tb.Helper()
	names, err := directory.LoadNames(fixtures.FS)
	require.NoError(tb, err)
	return names
}

func generated(tb testing.TB, size directory.Size) *directory.Tenant {
	tb.Helper()
	tenant, _ := newTenant(tb)
	require.NoError(tb, tenant.Generate(names(tb), size))
	return tenant
}

// Where a surname has two forms, a woman has hers, and a man his.
func TestNamesOfOnePersonAgree(t *testing.T) {
	fits := map[string]*directory.People{}
	counted := map[*directory.People]int{}
	for _, c := range names(t) {
		if c.Women == nil {
			continue
		}
		for _, people := range []*directory.People{&c.People, c.Women} {
			for _, given := range people.Given {
				fits[given.Key.(string)] = people
			}
		}
	}
	for u := range generated(t, directory.Size{Seed: 3, Users: 2000}).Users() {
		given := u.Attributes.Text("givenName")
		if people := fits[given]; people != nil {
			counted[people]++
			agrees := slices.ContainsFunc(people.Surnames, func(s yaml.MapItem) bool { return s.Key == u.Attributes.Value("surname") })
			assert.True(t, agrees, u.Attributes.Value("displayName"))
		}
	}
	assert.Len(t, counted, 6, "men and women of three languages")
}

// Whoever has the name of somebody else is still found by the address at home.
func TestGuestsOfOneNameHaveTheirOwnAddresses(t *testing.T) {
	one := names(t)[:1]
	one[0].Given, one[0].Surnames, one[0].Women = one[0].Given[:1], one[0].Surnames[:1], nil
	tenant, _ := newTenant(t)
	require.NoError(t, tenant.Generate(one, directory.Size{Users: 8_000}))
	addresses, nicknames := map[any]bool{}, map[any]bool{}
	for u := range tenant.Users() {
		assert.Equal(t, u.Attributes.Value("mail"), directory.HomeName(u.UserPrincipalName()))
		addresses[u.Attributes.Value("mail")], nicknames[u.Attributes.Value("mailNickname")] = true, true
	}
	assert.Len(t, addresses, 8_000)
	assert.Len(t, nicknames, 8_000)
}

func TestGeneratedNicknamesOfGroupsAreTheirOwn(t *testing.T) {
	seen := map[any]bool{}
	for g := range generated(t, directory.Size{Seed: 1, Users: 10, Groups: 300}).Groups() {
		assert.Regexp(t, `^[!-~]{1,64}$`, g.Attributes.Value("mailNickname"))
		seen[g.Attributes.Value("mailNickname")] = true
	}
	assert.Len(t, seen, 300)
}

func TestGenerateMakesATenantAsTheyAre(t *testing.T) {
	tenant := generated(t, directory.Size{Seed: 7, Users: 2000, Groups: 60})
	assertRoundTrip(t, tenant) // every value is one that the directory takes

	managers, scripts, phones := map[string]string{}, map[string]int{}, map[string]bool{}
	guests, disabled := 0, 0
	for u := range tenant.Users() {
		managers[u.ObjectID] = u.Manager
		for name, script := range map[string]*unicode.RangeTable{"Latin": unicode.Latin, "Cyrillic": unicode.Cyrillic, "Greek": unicode.Greek,
			"Arabic": unicode.Arabic, "Hebrew": unicode.Hebrew, "Devanagari": unicode.Devanagari, "Han": unicode.Han,
			"Hiragana": unicode.Hiragana, "Katakana": unicode.Katakana, "Hangul": unicode.Hangul} {
			if strings.ContainsFunc(u.Attributes.Text("displayName"), func(r rune) bool { return unicode.Is(script, r) }) {
				scripts[name]++
			}
		}
		if u.Attributes.Value("userType") == "Guest" {
			guests++
			assert.Contains(t, u.UserPrincipalName(), "#EXT#@contoso.example")
			assert.Equal(t, u.Attributes.Value("mail"), directory.HomeName(u.UserPrincipalName()), "the address at home")
		}
		if !u.AccountEnabled() {
			disabled++
		}
		if phone := u.Attributes.Text("telephoneNumber"); phone != "" {
			phones[strings.Map(func(r rune) rune {
				if unicode.IsDigit(r) {
					return '9'
				}
				return r
			}, phone)] = true
		}
	}
	assert.Len(t, managers, 2000)
	assert.Len(t, scripts, 10)
	for script, n := range scripts {
		assert.Greater(t, n, 20, script)
	}
	assert.Greater(t, len(phones), 25, "spellings")
	assert.Equal(t, 50, guests)
	assert.InDelta(t, 80, disabled, 40)

	top := 0
	for id := range managers {
		steps := 0
		for above := id; managers[above] != ""; above = managers[above] {
			steps++
			require.Less(t, steps, 10, "managers make a tree")
		}
		if steps == 0 {
			top++
		}
	}
	assert.Equal(t, 1+guests, top, "one at the top, and guests have no manager")

	var sizes []int
	nested, unified := 0, 0
	for g := range tenant.Groups() {
		sizes = append(sizes, g.MemberCount)
		nested += len(tenant.GroupsOf(g.ObjectID))
		if g.Kind() == directory.Microsoft365 {
			unified++
		}
	}
	assert.Equal(t, 1000, sizes[0])
	assert.Less(t, slices.Min(sizes), 10)
	assert.Greater(t, nested, 5)
	assert.Equal(t, 8, unified)
}

func TestSameSeedSameTenant(t *testing.T) {
	written := func(seed uint64) string {
		var text bytes.Buffer
		require.NoError(t, generated(t, directory.Size{Seed: seed, Users: 200, Groups: 10}).WriteYAML(&text))
		return text.String()
	}
	assert.Equal(t, written(1), written(1))
	assert.NotEqual(t, written(1), written(2))
}

func TestGenerateIntoATenantThatHasUsers(t *testing.T) {
	tenant := generated(t, directory.Size{Seed: 1, Users: 300, Groups: 5, Domain: "a.example"})
	require.NoError(t, tenant.Generate(names(t), directory.Size{Seed: 1, Users: 300, Groups: 5, Domain: "a.example"}))
	taken := map[string]bool{}
	for u := range tenant.Users() {
		taken[strings.ToLower(u.UserPrincipalName())] = true
	}
	assert.Len(t, taken, 600)
	assertRoundTrip(t, tenant)
}

func TestGenerateRefusals(t *testing.T) {
	tenant, _ := newTenant(t)
	assert.ErrorContains(t, tenant.Generate(names(t), directory.Size{Users: -1}), "expected sizes of 0 or more, found -1 users and 0 groups")
	assert.ErrorContains(t, tenant.Generate(nil, directory.Size{Users: 1}), "expected names of people, found none")
	require.NoError(t, tenant.Generate(names(t), directory.Size{Groups: 10}))
	assert.Empty(t, tenant.Delta(0).Users)
	assert.Len(t, tenant.Delta(0).Groups, 10)
}

// How long a tenant takes to make, and what a user of it takes in memory, groups not counted.
func BenchmarkGenerate(b *testing.B) {
	for _, size := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			people := names(b)
			for b.Loop() {
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				tenant, _ := newTenant(b)
				require.NoError(b, tenant.Generate(people, directory.Size{Seed: 1, Users: size}))
				runtime.GC()
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(size), "B/user")
				runtime.KeepAlive(tenant)
			}
		})
	}
}
