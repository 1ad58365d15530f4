package exchange

import (
	"context"
	"net/http"
)

// Send sends a request without a body, and gives the answer read whole.
func Send(ctx context.Context, via http.RoundTripper, method, at string) (int, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, at, nil)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Accept", "application/scim+json, application/json")
	return SendRequest(req, via)
}

// SendRequest sends a request, and gives the answer read whole.
func SendRequest(req *http.Request, via http.RoundTripper) (int, []byte, error) {
	resp, err := via.RoundTrip(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	body, err := answerBody(resp)
	return resp.StatusCode, body, err
}
