package connector

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"sync"
)

// buffers are where bodies are read into before it is known how long they are. One that has grown further than this is not used again.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

const mostBuffered = 64 << 10

// errTooLong is a body of more bytes than Options.MaxBody.
var errTooLong = errors.New("too long")

// errEncoding is a body in an encoding that is not understood.
var errEncoding = errors.New("unknown content encoding")

// readContent reads a body as far as it goes, at most so many bytes, compressed with gzip or not: a target may compress
// though it was not asked to, and Wire.Header can ask it. With an error it is what was read until then.
func readContent(body io.Reader, encoding string, most int64) (string, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(body)
		if errors.Is(err, io.EOF) { // nothing was packed
			return "", nil
		}
		if err != nil {
			return "", err
		}
		body = unpacked
	default:
		return "", errEncoding
	}
	content := buffers.Get().(*bytes.Buffer)
	content.Reset()
	_, err := content.ReadFrom(io.LimitReader(body, most+1))
	if err == nil && int64(content.Len()) > most {
		content.Truncate(int(most))
		err = errTooLong
	}
	text := content.String()
	if content.Cap() <= mostBuffered {
		buffers.Put(content)
	}
	return text, err
}

// unreadable is the fault of a body that could not be read, or nil when the reading failed for another reason.
func (a answer) unreadable(err error, most int64) *Error {
	switch {
	case errors.Is(err, errTooLong):
		return a.incompatible("expected an answer of at most %d bytes, found more", most)
	case errors.Is(err, errEncoding):
		return a.incompatible("expected an answer that is not compressed, or with gzip, found content encoding %q",
			short(a.header.Get("Content-Encoding")))
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, new(flate.CorruptInputError)):
		return a.incompatible("expected an answer compressed with gzip, as its header says, found something else: %v", err)
	}
	return nil
}
