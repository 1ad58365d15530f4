package features

import (
	"slices"
	"sync"
)

// CatalogueVersion is the version of the set of requirements, printed in every report: a row that is added may turn a
// service provider red.
const CatalogueVersion = "0.1"

// Requirements is the catalogue, in the order in which people look for a row: the standard, Microsoft's documents, what
// was seen in the field, and the profiles' own. A test keeps it and the scenarios' tags equal both ways.
func Requirements() []Requirement { return slices.Clone(catalogue()) }

var catalogue = sync.OnceValue(func() []Requirement {
	return slices.Concat(rfc7643(), rfc7643Schema(), rfc7644(), rfc7644Query(), rfc7644Change(), rfc7644Bulk(), rfc7644Rest(),
		microsoftWire(), microsoftGroups(), microsoftProvisioning(), microsoftBreadth(), microsoftCycles(), microsoftPitfalls(), field(), fieldGroups(), fieldScale(), vcc(), gallery(), validator())
})

// shouldUnderEntra makes a Must of the standard a Should where Entra ID is the client, which does not act on the matter.
func shouldUnderEntra() map[string]Level {
	return map[string]Level{"entra": Should, "vcc": Should}
}

// mayUnderEntra makes a Should of the standard a May where Entra ID is the client.
func mayUnderEntra() map[string]Level {
	return map[string]Level{"entra": May, "vcc": May}
}
