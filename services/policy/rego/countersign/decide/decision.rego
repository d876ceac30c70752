# The one answer to one proposed call. Strictest first: deny beats hold beats allow, and what no rule allows is denied.
#
# input  facts about the call, prepared by the policy service: the agent, the tool or model, the effects derived from
#        the arguments, the argument values that rules ask about, the time, what the run has done.
# data   governance of one revision: settings, rules, and the index that says which rules concern which call.
package countersign.decide

decision := {
	"verdict": outcome.verdict,
	"reason_code": outcome.reason_code,
	"rule": outcome.rule,
	"reasons": outcome.reasons,
	"remedy": outcome.remedy,
	"approvers": outcome.approvers,
	"obligations": outcome.obligations,
	"trace": trace,
}

outcome := refused(registry_refusal.code, registry_refusal.reason) if {
	registry_refusal
} else := refused("policy_engine_error", "a rule could not be read") if {
	unreadable
} else := denied_by(denying) if {
	count(denying) > 0
} else := unclear_denied(unclear_denials) if {
	count(unclear_denials) > 0
	data.governance.settings.unclear.verdict == "deny"
} else := held_by(holding) if {
	count(holding) > 0
} else := held_by(holding_otherwise) if {
	count(holding_otherwise) > 0
	count(allowing) == 0
} else := unclear_held if {
	count(unclear) > 0
	data.governance.settings.unclear.verdict == "hold"
} else := unclear_denied(unclear) if {
	count(unclear) > 0
} else := allowed_by(allowing) if {
	count(allowing) > 0
} else := refused("no_matching_rule", "no rule allows this")

# A rule that is skipped might be the one that denies.
unreadable if count(considered) != count(candidates)

unreadable if {
	some one in considered
	"broken" in one.states
}

unreadable if {
	some one in considered
	not one.rule.verdict in {"allow", "hold", "deny"}
}

unreadable if {
	some one in considered
	not is_boolean(one.rule.otherwise)
}

refused(code, reason) := {
	"verdict": "deny",
	"reason_code": code,
	"rule": null,
	"reasons": [reason],
	"remedy": null,
	"approvers": [],
	"obligations": {},
}

denied_by(rules) := {
	"verdict": "deny",
	"reason_code": "denied_by_rule",
	"rule": reference(rules[0]),
	"reasons": [sentence(rule, "denies this") | some rule in rules],
	"remedy": object.get(rules[0], "remedy", null),
	"approvers": [],
	"obligations": {},
}

held_by(rules) := {
	"verdict": "hold",
	"reason_code": "held_by_rule",
	"rule": reference(rules[0]),
	"reasons": [sentence(rule, "holds this for approval") | some rule in rules],
	"remedy": object.get(rules[0], "remedy", null),
	"approvers": [rule.approvers | some rule in rules],
	"obligations": obligations(array.concat(rules, allowing)),
}

allowed_by(rules) := {
	"verdict": "allow",
	"reason_code": "allowed_by_rule",
	"rule": reference(rules[0]),
	"reasons": [sentence(rule, "allows this") | some rule in rules],
	"remedy": object.get(rules[0], "remedy", null),
	"approvers": [],
	"obligations": obligations(rules),
}

# Nobody could prove what the call does. A person decides, or nobody does: the tenant's settings say which.
unclear_held := {
	"verdict": "hold",
	"reason_code": "effects_unclear",
	"rule": reference(unclear[0]),
	"reasons": ["what this call does could not be proven, so a person decides"],
	"remedy": null,
	"approvers": [data.governance.settings.unclear.approvers],
	"obligations": obligations([rule | some rule in unclear; rule.verdict == "allow"]),
}

unclear_denied(rules) := {
	"verdict": "deny",
	"reason_code": "effects_unclear",
	"rule": reference(rules[0]),
	"reasons": ["what this call does could not be proven"],
	"remedy": object.get(rules[0], "remedy", null),
	"approvers": [],
	"obligations": {},
}

reference(rule) := {"policy": rule.policy, "name": rule.name}

sentence(rule, _) := rule.reason

sentence(rule, what) := concat("", ["rule \"", rule.name, "\" of policy ", rule.policy, " ", what]) if not rule.reason
