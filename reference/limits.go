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
	// maxBulkOperations is how many operations one bulk request may have. Its largest body is maxBody.
	maxBulkOperations = 1000
)

// limits are those on what a query may make the server hold. A server has them as a value, so that tests can reach them.
type limits struct {
	// sorted is how many resources are sorted for one query, collected how many a query by cursor may find.
	sorted, collected int
}

func defaultLimits() limits { return limits{sorted: 200_000, collected: 2_000_000} }

// maxKept is how many ids all results that clients go through by cursor may keep together.
const maxKept = 4_000_000
