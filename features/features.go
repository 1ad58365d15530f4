// Package features holds what is required of a service provider: the catalogue of requirements, a row each, and the
// Gherkin scenarios that exercise them, in folders by what users ask for. Scenarios carry requirement ids as tags. The
// package runs nothing; package steps does.
package features

import "embed"

// FS holds the feature files, by area: connection/test_connection.feature and so on.
//
//go:embed */*.feature
var FS embed.FS
