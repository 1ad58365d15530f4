package directory

import (
	"errors"
	"fmt"
	"math"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// depthMax is how deep lists and mappings of a document may nest; a tenant's file needs four.
const depthMax = 32

// yamlDocument reads the one document of a YAML text. A nil node without a fault is an empty text.
func (p *plan) yamlDocument(text []byte) (root *node) {
	at := &node{line: 1}
	defer func() {
		if r := recover(); r != nil { // the library panics on some malformed texts
			p.faultf(at, "expected YAML, found something that cannot be read as such (%v)", r)
			root = nil
		}
	}()
	tokens := lexer.Tokenize(string(text))
	if nestsDeeply(tokens) {
		p.faultf(at, "expected a document whose lists and mappings nest no deeper than %d levels", depthMax)
		return nil
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		syntax := (*yaml.SyntaxError)(nil)
		if errors.As(err, &syntax) && syntax.Token != nil {
			at.line, at.column = syntax.Token.Position.Line, syntax.Token.Position.Column
			err = errors.New(syntax.Message)
		}
		p.faultf(at, "expected YAML: %w", err)
		return nil
	}
	for _, document := range file.Docs {
		if document.Body == nil {
			continue
		}
		if root != nil {
			p.faultf(yamlPosition(document.Body, ""), "expected one document, found a second one")
			return nil
		}
		root = p.yamlNode(document.Body, "", 0)
	}
	return root
}

// nestsDeeply tells whether there are far more lists and mappings open at once than a tenant's file has: the parser, which
// is recursive, would go down with them.
func nestsDeeply(tokens token.Tokens) bool {
	const openMax = 1000
	open, inLine, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position != nil && t.Position.Line != line {
			line, inLine = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			open++
		case token.SequenceEndType, token.MappingEndType:
			open--
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType:
			inLine++ // "- - - -" nests without brackets
		}
		if open > openMax || inLine > openMax {
			return true
		}
	}
	return false
}

func yamlPosition(n ast.Node, key string) *node {
	at := &node{key: key, line: 1}
	if t := n.GetToken(); t != nil && t.Position != nil {
		at.line, at.column = t.Position.Line, t.Position.Column
	}
	return at
}

func (p *plan) yamlNode(from ast.Node, key string, depth int) *node {
	n := yamlPosition(from, key)
	if depth > depthMax {
		p.faultf(n, "expected a document whose lists and mappings nest no deeper than %d levels", depthMax)
		return n
	}
	switch v := from.(type) {
	case nil, *ast.NullNode:
	case *ast.BoolNode:
		n.value = v.Value
	case *ast.StringNode:
		n.value = v.Value
	case *ast.LiteralNode:
		n.value = v.Value.Value
	case *ast.IntegerNode:
		n.value, n.written = yamlWhole(v), v.GetToken().Value
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		n.value = number(from.GetToken().Value)
	case *ast.SequenceNode:
		items := make([]*node, len(v.Values))
		for i, item := range v.Values {
			items[i] = p.yamlNode(item, n.itemKey(i), depth+1)
		}
		n.value = items
	case *ast.MappingNode:
		if !v.IsFlowStyle && len(v.Values) > 0 {
			n = yamlPosition(v.Values[0].Key, key) // the node itself says where the first colon stands
		}
		n.value = p.yamlMembers(n, v.Values, depth)
	case *ast.MappingValueNode:
		n = yamlPosition(v.Key, key)
		n.value = p.yamlMembers(n, []*ast.MappingValueNode{v}, depth)
	default:
		p.faultf(n, "expected a plain value, a list or a mapping, found %s", yamlConstruct(from))
	}
	return n
}

// yamlConstruct names what a tenant's file does not need: each value stands where it is read.
func yamlConstruct(n ast.Node) string {
	switch n.(type) {
	case *ast.AnchorNode:
		return "an anchor"
	case *ast.AliasNode:
		return "an alias"
	case *ast.TagNode:
		return "a tag"
	}
	return fmt.Sprintf("YAML of type %s", n.Type())
}

func (p *plan) yamlMembers(parent *node, values []*ast.MappingValueNode, depth int) []member {
	members := make([]member, 0, len(values))
	for _, value := range values {
		name, ok := "", true
		switch k := value.Key.(type) {
		case *ast.StringNode:
			name = k.Value
		case *ast.IntegerNode, *ast.BoolNode, *ast.NullNode, *ast.FloatNode:
			name = k.GetToken().Value
		default:
			ok = false
		}
		at := yamlPosition(value.Key, parent.childKey(name))
		if !ok {
			p.faultf(at, "expected a name, found %s", yamlConstruct(value.Key))
			continue
		}
		if get(members, name) != nil {
			p.faultf(at, "expected each name once, found %q twice", name)
			continue
		}
		members = append(members, member{name: name, at: at, node: p.yamlNode(value.Value, at.key, depth+1)})
	}
	return members
}

// yamlWhole is a whole number as an int64, or as a number when it does not fit one.
func yamlWhole(n *ast.IntegerNode) any {
	switch v := n.Value.(type) {
	case int64:
		return v
	case uint64:
		if v <= math.MaxInt64 {
			return int64(v)
		}
	}
	return number(n.GetToken().Value)
}
