package connector

import "sync"

// maxVersions is how many versions are remembered: one is needed between a read and the write that follows it.
const maxVersions = 10_000

// versions are the entity tags of resources, by path, that the next write is to have (RFC 7644, section 3.14). Nil remembers
// nothing.
type versions struct {
	mu   sync.Mutex
	tags map[string]string
}

// read takes note of the version of an answer: that of its ETag, or of meta.version.
func (v *versions) read(path string, a answer, object Object) {
	if v == nil {
		return
	}
	tag := a.header.Get("ETag")
	if tag == "" {
		tag = member(member(object.resource, "meta"), "version").String()
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tags == nil || len(v.tags) >= maxVersions {
		v.tags = map[string]string{}
	}
	if tag != "" {
		v.tags[path] = tag
	}
}

// take gives the version for a write, after which it is another one.
func (v *versions) take(path string) string {
	if v == nil {
		return ""
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	tag := v.tags[path]
	delete(v.tags, path)
	return tag
}
