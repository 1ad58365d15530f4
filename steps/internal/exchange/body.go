package exchange

import (
	"bytes"
	"io"
	"net/http"
)

// held is a body that is in memory as a whole. A request and its answer pass half a dozen stages that want to see it; with
// a held one they all see the same bytes, which nobody may change.
type held struct {
	bytes.Reader
	all []byte
}

// hold makes a body of bytes.
func hold(all []byte) *held {
	h := &held{all: all}
	h.Reset(all)
	return h
}

// Close implements io.Closer.
func (*held) Close() error { return nil }

// wholeOf gives all bytes of a body, and one in its place that is yet to be read.
func wholeOf(body io.ReadCloser) ([]byte, io.ReadCloser, error) {
	if h, ok := body.(*held); ok {
		return h.all, hold(h.all), nil
	}
	all, err := io.ReadAll(body)
	body.Close()
	if err != nil {
		return nil, nil, err
	}
	return all, hold(all), nil
}

// requestBody gives the body of a request, which keeps it.
func requestBody(req *http.Request) ([]byte, error) {
	if req.Body == nil || req.Body == http.NoBody {
		return nil, nil
	}
	all, again, err := wholeOf(req.Body)
	if err == nil {
		req.Body = again
	}
	return all, err
}

// answerBody gives the body of an answer, which keeps it.
func answerBody(resp *http.Response) ([]byte, error) {
	all, again, err := wholeOf(resp.Body)
	if err == nil {
		resp.Body = again
	}
	return all, err
}
