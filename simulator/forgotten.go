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
		cleared = append(cleared, clearing(target, found, row.Source.Redacts()))
	}
	return cleared
}

// nulls are the attributes that an update clears because their source is null (Settings.ClearNulls).
func (p *pipe) nulls(source mapping.Source, has func(connector.Target) any) ([]difference, error) {
	names, err := p.mapping.Nulls(source)
	if err != nil {
		return nil, err
	}
	var cleared []difference
	for _, name := range names {
		target := p.targets[name]
		if found := has(target); found != nil {
			cleared = append(cleared, clearing(target, found, p.mapping.Row(name).Source.Redacts()))
		}
	}
	return cleared, nil
}

func clearing(target connector.Target, found any, redacted bool) difference {
	return difference{
		Change: connector.Change{Attribute: connector.Attribute{Target: target}, Remove: true},
		old:    connector.Text(found), redacted: redacted,
	}
}
