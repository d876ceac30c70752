# Which rules concern this call, and what each of them says about it.
package countersign.decide

# Rules are data, keyed by audience (a list of agent patterns, resolved to agents when governance was loaded) and by
# tool or model. Numbers follow the order of the policies, so the first rule that applies is the one to name.
candidates := sort([index |
	some audience in input.agent.audiences
	some about in [subject, any_subject]
	some index in object.get(data.governance.index, [audience, about], [])
])

subject := concat("", ["tool:", input.tool.name]) if input.kind == "tool_call"

subject := concat("", ["model:", input.model.name]) if input.kind == "model_call"

any_subject := "tool:*" if input.kind == "tool_call"

any_subject := "model:*" if input.kind == "model_call"

considered := [{"rule": rule, "states": states, "beyond": far, "stance": stance(rule, states, far)} |
	some index in candidates
	rule := data.governance.rules[index]
	states := [state(condition) | some condition in rule.conditions]
	far := beyond(rule)
]

trace := [{
	"policy": one.rule.policy,
	"name": one.rule.name,
	"verdict": one.rule.verdict,
	"stance": one.stance,
	"conditions": one.states,
	"beyond": one.beyond,
} |
	some one in considered
]

denying := [one.rule | some one in considered; one.rule.verdict == "deny"; one.stance == "applies"]

holding := [one.rule |
	some one in considered
	one.rule.verdict == "hold"
	one.stance == "applies"
	one.rule.otherwise == false
]

# Holds for what no rule allows.
holding_otherwise := [one.rule |
	some one in considered
	one.rule.verdict == "hold"
	one.stance == "applies"
	one.rule.otherwise == true
]

allowing := [one.rule | some one in considered; one.rule.verdict == "allow"; one.stance == "applies"]

unclear := [one.rule | some one in considered; one.stance == "unclear"]

unclear_denials := [rule | some rule in unclear; rule.verdict == "deny"]

# To allow, every condition must be shown to hold and the effects must be proven.
# To hold or deny, it is enough that nothing shows otherwise. The last argument is what the call touches beyond what the
# rule names.
#   met       shown to hold                    unmet     shown not to hold
#   vacuous   nothing there it could be about  unknown   the context does not tell, or only some members pass
#   unclear   the effects are not proven
default stance(_, _, _) := "disproved"

stance(rule, states, []) := "applies" if {
	rule.verdict == "allow"
	input.effects.proven == true
	every one in states { one in {"met", "vacuous"} }
	private_hosts_named(rule)
}

stance(rule, states, []) := "unclear" if {
	rule.verdict == "allow"
	input.effects.proven == false
	every one in states { one in {"met", "vacuous", "unclear"} }
}

stance(rule, states, _) := "applies" if {
	rule.verdict == "hold"
	every one in states { one in {"met", "unknown", "unclear"} }
}

stance(rule, states, _) := "applies" if {
	rule.verdict == "deny"
	every one in states { one in {"met", "unknown"} }
}

stance(rule, states, _) := "unclear" if {
	rule.verdict == "deny"
	"unclear" in states
	every one in states { one in {"met", "unknown", "unclear"} }
}
