package directory

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/goccy/go-yaml"
)

// Names are what people and places are called, by language: what Generate makes tenants of.
type Names []Culture

// Culture is how people of one language are called and where they live.
type Culture struct {
	// Language is a tag such as de-DE: preferredLanguage.
	Language string `yaml:"language"`
	// Weight is how many of the users are of this culture, beside the weights of the others.
	Weight int `yaml:"weight"`
	// Country and UsageLocation are the country's name, and its ISO 3166 code.
	Country       string `yaml:"country"`
	UsageLocation string `yaml:"usageLocation"`
	// Order makes a display name of the words given and surname, for instance "surname given".
	Order  string `yaml:"order"`
	People `yaml:",inline"`
	// Women are half of the users where a surname has another form for them; People are then the men.
	Women  *People  `yaml:"women"`
	Cities []string `yaml:"cities"`
	// Streets, PostalCode, Phones and Mobiles have # for a digit; those of postal codes have A for a letter, too.
	Streets    []string `yaml:"streets"`
	PostalCode string   `yaml:"postalCode"`
	Phones     []string `yaml:"phones"`
	Mobiles    []string `yaml:"mobiles"`
}

// People are names that go together.
type People struct {
	// Given and Surnames are the names and how they are written in a sign-in name.
	Given    yaml.MapSlice `yaml:"given"`
	Surnames yaml.MapSlice `yaml:"surnames"`
}

// LoadNames reads the files names/*.yaml, one culture each, in the order of their names.
func LoadNames(files fs.FS) (Names, error) {
	paths, err := fs.Glob(files, "names/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("names: expected files names/*.yaml, found none")
	}
	var names Names
	for _, file := range paths {
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return nil, fmt.Errorf("names: %w", err)
		}
		var c Culture
		if err := yaml.UnmarshalWithOptions(text, &c, yaml.DisallowUnknownField()); err != nil {
			return nil, fmt.Errorf("names: %s: %w", path.Base(file), err)
		}
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("names: %s: %w", path.Base(file), err)
		}
		names = append(names, c)
	}
	return names, nil
}

func (c Culture) check() error {
	if c.Weight < 1 {
		return fmt.Errorf("weight: expected a positive number, found %d", c.Weight)
	}
	women := c.People
	if c.Women != nil {
		women = *c.Women
	}
	for _, list := range []struct {
		name   string
		length int
	}{
		{"given", len(c.Given)}, {"surnames", len(c.Surnames)}, {"women's given", len(women.Given)},
		{"women's surnames", len(women.Surnames)}, {"cities", len(c.Cities)}, {"streets", len(c.Streets)}, {"phones", len(c.Phones)},
		{"mobiles", len(c.Mobiles)},
	} {
		if list.length == 0 {
			return fmt.Errorf("%s: expected at least one, found none", list.name)
		}
	}
	for _, name := range slices.Concat(c.Given, c.Surnames, women.Given, women.Surnames) {
		_, isText := name.Key.(string)
		signIn, ok := name.Value.(string)
		if !isText || !ok || !isAddress(signIn+"@x") {
			return fmt.Errorf("expected a name and how it is written in a sign-in name, found %v: %v", name.Key, name.Value)
		}
	}
	return nil
}
