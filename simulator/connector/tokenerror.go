package connector

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
)

// refusal is why there is no token. The codes follow the target's own: credentials that are not accepted quarantine, a
// fault of the token endpoint may pass.
func (c *ClientCredentials) refusal(err error) *Error {
	answered := (*oauth2.RetrieveError)(nil)
	if !errors.As(err, &answered) {
		return c.unanswered(err)
	}
	var e *Error
	switch status := answered.Response.StatusCode; {
	case status == http.StatusTooManyRequests:
		e = c.fault(CodeTooManyRequests, "expected an access token, found the request throttled")
		e.Retry = RetryThrottled
	case status >= 500:
		e = c.fault(CodeInternalServerError, "expected an access token, found an error of the token endpoint")
		e.Retry = RetryNextCycle
	case status >= 300 && status < 400:
		e = c.fault(CodeWebException, "expected an access token, found a redirect, which is not followed")
	default:
		e = c.fault(CodeCredentialValidation, "expected an access token, found the client refused")
		e.Quarantines = true
	}
	e.Status = answered.Response.StatusCode
	e.RetryAfter, _ = retryAfter(answered.Response.Header, time.Time{})
	if answered.ErrorCode != "" {
		e.Reason += ": " + short(c.redact(answered.ErrorCode))
	}
	e.Detail = short(c.redact(answered.ErrorDescription))
	return e
}

// unanswered is a token request without an answer, or with one that is no token.
func (c *ClientCredentials) unanswered(err error) *Error {
	if network := (*url.Error)(nil); errors.As(err, &network) {
		e := networkFault(err, 0, c.client.Timeout)
		e.Method, e.Target = http.MethodPost, tokenTarget(c.options.TokenURL)
		e.Reason = c.redact("token endpoint: " + e.Reason)
		return e
	}
	found := "none in the answer"
	if errors.As(err, new(*json.SyntaxError)) || strings.Contains(err.Error(), "cannot parse") {
		found = "an answer that cannot be read"
	}
	return c.fault(CodeCredentialValidation, "expected an access token, found %s", found)
}

func (c *ClientCredentials) fault(code, format string, args ...any) *Error {
	return &Error{
		Code: code, Method: http.MethodPost, Target: tokenTarget(c.options.TokenURL),
		Reason: "token endpoint: " + fmt.Sprintf(format, args...),
	}
}

// tokenTarget is the path of the token endpoint, without host and query as in every Error.
func tokenTarget(tokenURL string) string {
	endpoint, err := url.Parse(tokenURL)
	if err != nil || endpoint.Path == "" {
		return "/"
	}
	return endpoint.Path
}

// redact takes the secret out of a text of the token endpoint, in each form that was sent.
func (c *ClientCredentials) redact(text string) string {
	escaped := url.QueryEscape(c.options.ClientSecret)
	basic := base64.StdEncoding.EncodeToString([]byte(url.QueryEscape(c.options.ClientID) + ":" + escaped))
	return redact(text, c.options.ClientSecret, basic)
}
