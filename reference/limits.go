package reference

// Limits on what comes from outside. They are far above what Entra sends.
const (
	// maxBody is the largest request body, in bytes.
	maxBody = 1 << 20
	// maxQuery is the largest query string, in bytes, and maxFilter the largest filter in it or in a PATCH path.
	maxQuery  = 16 << 10
	maxFilter = 8 << 10
	// maxDepth is how deep brackets of a filter may be nested.
	maxDepth = 32
	// maxOperations is how many operations one PATCH may have.
	maxOperations = 1000
)
