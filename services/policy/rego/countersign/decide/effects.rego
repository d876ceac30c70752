# Conditions on what the call does. Only a proof counts: a list of effects that may be incomplete shows what the call
# does, never what it does not do.
package countersign.decide

state(condition) := effects_state(condition.op, condition.kinds) if condition.on == "effects"

shown_kinds := [kind | some kind in input.effects.kinds; kind != "unknown"]

effects_state("only", wanted) := "unmet" if {
	some kind in shown_kinds
	not kind in wanted
}

effects_state("only", wanted) := if_proven("met") if {
	every kind in shown_kinds { kind in wanted }
}

effects_state("any", wanted) := "met" if shown_any(wanted)

effects_state("any", wanted) := if_proven("unmet") if not shown_any(wanted)

effects_state("none", wanted) := "unmet" if shown_any(wanted)

effects_state("none", wanted) := if_proven("met") if not shown_any(wanted)

shown_any(wanted) if {
	some kind in shown_kinds
	kind in wanted
}

if_proven(answer) := answer if input.effects.proven == true

if_proven(_) := "unclear" if input.effects.proven == false
