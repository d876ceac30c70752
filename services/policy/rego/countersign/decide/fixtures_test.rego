# What the tests below share: one active agent, one approved tool, proven effects, no rules.
package countersign.decide_test

call := {
	"kind": "tool_call",
	"agent": {"name": "incident-triage", "status": "active", "audiences": ["audience-0"]},
	"tool": {"name": "logs.read", "status": "approved", "definition_current": true, "arguments_valid": true},
	"effects": {
		"proven": true,
		"kinds": ["read"],
		"paths": null, "relations": null, "functions": null, "services": null, "requests": null,
	},
	"arguments": {},
	"clock": {},
	"history": {},
}

# `with input as` needs whole values: changes are laid over the call above.
changed(changes) := object.union(call, changes)

effects(changes) := changed({"effects": object.union(call.effects, changes)})

rule(verdict, conditions) := {
	"policy": "p", "name": concat(" ", ["rule", verdict]), "verdict": verdict, "otherwise": false,
	"conditions": conditions, "obligations": {},
}

holding(conditions) := object.union(rule("hold", conditions), {"approvers": approvers})

approvers := {"groups": ["on-call"], "people": [], "quorum": 1, "expires_seconds": 60, "escalate": null}

# Governance with these rules for the tool of the call above.
governance(rules) := indexed(rules, {"tool:logs.read": numbers.range(0, count(rules) - 1)})

indexed(rules, by_subject) := {
	"settings": {"unclear": {"verdict": "deny"}},
	"rules": rules,
	"index": {"audience-0": by_subject, "audience-1": {"tool:logs.read": [1]}},
}

unclear_holds(rules) := object.union(
	governance(rules),
	{"settings": {"unclear": {"verdict": "hold", "approvers": approvers}}},
)

only_reads := {"on": "effects", "op": "only", "kinds": ["read"]}
