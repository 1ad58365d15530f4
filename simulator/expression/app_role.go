package expression

import "slices"

// AppRole is an app role that is assigned to the source object: a value of its attribute appRoleAssignments.
type AppRole struct {
	ID, Value, DisplayName string
}

// Name is what stands for the role where one text must: its value, and for a role without one its display name, as the
// page of the attribute mappings shows it for the role User.
func (r AppRole) Name() string {
	if r.Value == "" {
		return r.DisplayName
	}
	return r.Value
}

// Role is an app role as a value; its text form is its Name.
func Role(r AppRole) Value {
	return Value{kind: KindRole, text: r.Name(), items: []Value{String(r.ID), String(r.Value), String(r.DisplayName)}}
}

// RoleFlow says by which function roles came into a value, on which depends how they go on the wire (Microsoft Learn,
// customize-application-attributes, Provisioning a role to a SCIM app).
type RoleFlow uint8

const (
	// NoRoleFlow is a value that none of the three functions made.
	NoRoleFlow RoleFlow = iota
	// SingleRole is SingleAppRoleAssignment: one role.
	SingleRole
	// RolesComplex is AppRoleAssignmentsComplex: all roles, which are added and never removed.
	RolesComplex
	// AssertiveRolesComplex is AssertiveAppRoleAssignmentsComplex: all roles, which replace those of the target.
	AssertiveRolesComplex
)

// AppRoles gives the roles of a value and the function that made them. Roles that no function was applied to have
// NoRoleFlow.
func (v Value) AppRoles() ([]AppRole, RoleFlow) {
	var roles []AppRole
	for _, item := range v.elements() {
		if item.kind == KindRole {
			roles = append(roles, item.role())
		}
	}
	return roles, v.roles
}

// role reads a value as an app role. A text is a role of that name, as in Graph's sample of a test object.
func (v Value) role() AppRole {
	if v.kind == KindRole {
		return AppRole{ID: v.items[0].text, Value: v.items[1].text, DisplayName: v.items[2].text}
	}
	return AppRole{Value: v.Text(), DisplayName: v.Text()}
}

// roleParams is the parameter of the functions below; Graph calls it source.
var roleParams = []Param{{Name: "source", Type: "String", Required: true}}

// roleExample is the attribute of their examples.
var roleExample = map[string]Value{"appRoleAssignments": List(
	Role(AppRole{ID: "18d14569-c3bd-439b-9a66-3a2aee01d14f", DisplayName: "User"}),
	Role(AppRole{ID: "8e2d6b4f-1c55-4c6b-9d0b-0d7f3b9a5d11", Value: "Admin", DisplayName: "Administrator"}),
)}

var functionSingleAppRoleAssignment = Function{
	Name:   "SingleAppRoleAssignment",
	Params: roleParams,
	Doc:    "One app role that the object is assigned, as the name of the role; of several the first, which the page leaves open.",
	Examples: []Example{{
		Expression: `SingleAppRoleAssignment([appRoleAssignments])`, Attributes: roleExample, Result: "User",
	}},
	Source: thePage,
	eval: func(in invocation) (Value, error) {
		roles, err := in.appRoles()
		if err != nil || len(roles) == 0 {
			return Null(), err
		}
		if in.scope.env.Options.LastAppRole {
			slices.Reverse(roles)
		}
		roles[0].roles = SingleRole
		return roles[0], nil
	},
}

var functionAppRoleAssignmentsComplex = Function{
	Name:   "AppRoleAssignmentsComplex",
	Params: roleParams,
	Doc:    "All app roles that the object is assigned, for a multi-valued complex attribute; roles are added, never removed.",
	Examples: []Example{{
		Expression: `AppRoleAssignmentsComplex([appRoleAssignments])`, Attributes: roleExample, Result: `["User", "Admin"]`,
	}},
	Source: thePage,
	eval:   func(in invocation) (Value, error) { return in.allAppRoles(RolesComplex) },
}

var functionAssertiveAppRoleAssignmentsComplex = Function{
	Name:   "AssertiveAppRoleAssignmentsComplex",
	Params: roleParams,
	Doc:    "All app roles that the object is assigned, for a multi-valued complex attribute; they replace those of the target.",
	Examples: []Example{{
		Expression: `AssertiveAppRoleAssignmentsComplex([appRoleAssignments])`, Attributes: roleExample,
		Result: `["User", "Admin"]`,
	}},
	Source: "Microsoft Learn, customize-application-attributes",
	eval:   func(in invocation) (Value, error) { return in.allAppRoles(AssertiveRolesComplex) },
}

var functionAppRoleAssignments = Function{
	Name:   "AppRoleAssignments",
	Params: roleParams,
	Doc:    "The names of all app roles that the object is assigned, as texts. Graph lists the function without a word on it.",
	Examples: []Example{{
		Expression: `AppRoleAssignments([appRoleAssignments])`, Attributes: roleExample, Result: `["User", "Admin"]`,
	}},
	Source: graphFunctions,
	eval: func(in invocation) (Value, error) {
		return in.each(0, func(s string) (Value, error) { return String(s), nil })
	},
}

// appRoles evaluates the argument to roles.
func (in invocation) appRoles() ([]Value, error) {
	v, err := in.value(0)
	roles := v.elements()
	for i, role := range roles {
		roles[i] = Role(role.role())
	}
	return roles, err
}

func (in invocation) allAppRoles(flow RoleFlow) (Value, error) {
	roles, err := in.appRoles()
	if err != nil || len(roles) == 0 {
		return Null(), err
	}
	v := List(roles...)
	v.roles = flow
	return v, nil
}
