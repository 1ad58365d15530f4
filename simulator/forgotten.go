package simulator

import (
	"slices"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// forgotten are the attributes that an update clears by the defect that Microsoft documents of Switch
// (Settings.ClearUnchangedSwitch): those of a Switch with a constant default that the update does not change and the target
// has. An attribute that is for creation only stays as it is.
func (p *pipe) forgotten(update []difference, has func(connector.Target) any) []difference {
	var cleared []difference
	for _, row := range p.mapping.AttributeMappings {
		if !row.Source.MayForget() || row.FlowType == mapping.FlowTypeObjectAddOnly {
			continue
		}
		target := p.targets[row.TargetAttributeName]
		changed := slices.ContainsFunc(update, func(d difference) bool { return d.Target.String() == target.String() })
		found := has(target)
		if changed || found == nil {
			continue
		}
		cleared = append(cleared, difference{
			Change: connector.Change{Attribute: connector.Attribute{Target: target}, Remove: true},
			old:    connector.Text(found), redacted: row.Source.Redacts(),
		})
	}
	return cleared
}
