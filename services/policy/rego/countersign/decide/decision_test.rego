package countersign.decide_test

import data.countersign.decide

test_no_rule_denies if {
	found := decide.decision with input as call with data.governance as indexed([rule("allow", [])], {})
	found.verdict == "deny"
	found.reason_code == "no_matching_rule"
	found.rule == null
}

test_a_rule_without_conditions_allows if {
	found := decide.decision with input as call with data.governance as governance([rule("allow", [])])
	found.verdict == "allow"
	found.rule == {"policy": "p", "name": "rule allow"}
}

test_deny_beats_hold_beats_allow_in_any_order if {
	every rules in [
		[rule("allow", []), holding([]), rule("deny", [])],
		[rule("deny", []), holding([]), rule("allow", [])],
	] {
		found := decide.decision with input as call with data.governance as governance(rules)
		found.verdict == "deny"
		found.rule.name == "rule deny"
	}
	held := decide.decision with input as call with data.governance as governance([rule("allow", []), holding([])])
	held.verdict == "hold"
	held.approvers == [approvers]
}

test_a_hold_for_what_no_rule_allows_stands_back_and_never_weakens_a_deny if {
	otherwise := object.union(holding([]), {"otherwise": true})
	read := decide.decision with input as call with data.governance as governance([otherwise, rule("allow", [only_reads])])
	read.verdict == "allow"
	written := decide.decision with input as effects({"kinds": ["write"]})
		with data.governance as governance([otherwise, rule("allow", [only_reads])])
	written.verdict == "hold"
	unproven := decide.decision with input as effects({"proven": false})
		with data.governance as governance([otherwise, rule("allow", [only_reads])])
	unproven.verdict == "hold"
	denied := decide.decision with input as effects({"kinds": ["write"]})
		with data.governance as governance([otherwise, rule("deny", [])])
	denied.verdict == "deny"
}

test_unproven_effects_are_never_allowed if {
	every effects_condition in [[], [only_reads]] {
		found := decide.decision with input as effects({"proven": false})
			with data.governance as governance([rule("allow", effects_condition)])
		found.verdict == "deny"
		found.reason_code == "effects_unclear"
	}
}

test_unproven_effects_hold_where_the_tenant_says_so if {
	found := decide.decision with input as effects({"proven": false})
		with data.governance as unclear_holds([rule("allow", [only_reads])])
	found.verdict == "hold"
	found.reason_code == "effects_unclear"
	found.approvers == [approvers]
}

test_a_deny_rule_that_may_be_meant_is_not_outweighed if {
	deletes := {"on": "effects", "op": "any", "kinds": ["delete"]}
	found := decide.decision with input as effects({"proven": false})
		with data.governance as governance([rule("deny", [deletes]), holding([])])
	found.verdict == "deny"
	found.reason_code == "effects_unclear"
}

test_a_shown_effect_denies_although_the_rest_is_unproven if {
	deletes := {"on": "effects", "op": "any", "kinds": ["delete"]}
	found := decide.decision with input as effects({"proven": false, "kinds": ["delete", "unknown"]})
		with data.governance as unclear_holds([rule("deny", [deletes])])
	found.reason_code == "denied_by_rule"
}

test_registry_comes_before_rules if {
	cases := [
		[changed({"agent": object.union(call.agent, {"status": null})}), "agent_unknown"],
		[changed({"agent": object.union(call.agent, {"status": "suspended"})}), "agent_suspended"],
		[changed({"agent": object.union(call.agent, {"status": "retired"})}), "agent_retired"],
		[changed({"tool": object.union(call.tool, {"status": null})}), "tool_unknown"],
		[changed({"tool": object.union(call.tool, {"status": "proposed"})}), "tool_proposed"],
		[changed({"tool": object.union(call.tool, {"status": "retired"})}), "tool_retired"],
		[changed({"tool": object.union(call.tool, {"definition_current": false})}), "tool_definition_changed"],
		[changed({"tool": object.union(call.tool, {"arguments_valid": false})}), "arguments_invalid"],
		[changed({"kind": "other"}), "policy_engine_error"],
	]
	every one in cases {
		found := decide.decision with input as one[0] with data.governance as governance([rule("allow", [])])
		found.verdict == "deny"
		found.reason_code == one[1]
	}
}

test_an_unknown_kind_of_condition_denies_even_in_an_allow_rule_that_is_not_needed if {
	strange := {"on": "moon", "phase": "full"}
	found := decide.decision with input as call
		with data.governance as governance([rule("allow", []), rule("allow", [strange])])
	found.reason_code == "policy_engine_error"
}

test_a_rule_that_the_index_names_and_the_data_lacks_denies if {
	found := decide.decision with input as call
		with data.governance as indexed([rule("allow", [])], {"tool:logs.read": [0, 7]})
	found.reason_code == "policy_engine_error"
}

test_rules_for_every_tool_and_of_other_audiences if {
	found := decide.decision with input as call
		with data.governance as indexed([rule("allow", []), rule("deny", [])], {"tool:*": [0]})
	found.verdict == "allow"
}

test_obligations_of_all_rules_that_let_through_and_the_strictest_wins if {
	strict := object.union(rule("allow", []), {"obligations": {"maxRows": 10, "redact": ["/b"], "dryRunFirst": true}})
	loose := object.union(rule("allow", []), {"obligations": {"maxRows": 50, "redact": ["/a"], "timeoutMs": 5}})
	found := decide.decision with input as call with data.governance as governance([strict, loose])
	found.obligations == {"maxRows": 10, "redact": ["/a", "/b"], "dryRunFirst": true, "timeoutMs": 5}
}

test_models_are_decided_by_the_same_rules if {
	model_call := object.union(object.remove(call, ["tool"]), {
		"kind": "model_call",
		"model": {"name": "demo-model", "providers": ["demo"]},
		"provider": "demo",
	})
	rules := indexed([rule("allow", [{"on": "provider", "names": ["demo"]}])], {"model:demo-model": [0]})
	allowed := decide.decision with input as model_call with data.governance as rules
	allowed.verdict == "allow"
	elsewhere := decide.decision with input as object.union(model_call, {"provider": "other"}) with data.governance as rules
	elsewhere.reason_code == "provider_unknown"
	unknown := decide.decision with input as object.union(model_call, {"model": {"providers": []}}) with data.governance as rules
	unknown.reason_code == "model_unknown"
}
