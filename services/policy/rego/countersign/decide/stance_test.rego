package countersign.decide_test

import data.countersign.decide

# What each state alone lets a rule say: [state, allow proven, allow unproven, hold, deny].
stances := [
	["met", "applies", "unclear", "applies", "applies"],
	["vacuous", "applies", "unclear", "disproved", "disproved"],
	["unmet", "disproved", "disproved", "disproved", "disproved"],
	["unknown", "disproved", "disproved", "applies", "applies"],
	["unclear", "disproved", "unclear", "applies", "unclear"],
	["broken", "disproved", "disproved", "disproved", "disproved"],
]

stance_of(verdict, states, proven) := found if {
	found := decide.stance(rule(verdict, []), states, []) with input as effects({"proven": proven})
}

test_every_state_alone if {
	every one in stances {
		stance_of("allow", [one[0]], true) == one[1]
		stance_of("allow", [one[0]], false) == one[2]
		stance_of("hold", [one[0]], true) == one[3]
		stance_of("deny", [one[0]], true) == one[4]
	}
}

test_every_state_beside_one_that_is_met if {
	every one in stances {
		stance_of("allow", ["met", one[0]], true) == one[1]
		stance_of("allow", ["met", one[0]], false) == one[2]
		stance_of("hold", ["met", one[0]], false) == one[3]
		stance_of("deny", ["met", one[0]], false) == one[4]
	}
}

test_unknown_and_unclear_together if {
	both := ["unknown", "unclear"]
	stance_of("allow", both, false) == "disproved"
	stance_of("hold", both, false) == "applies"
	stance_of("deny", both, false) == "unclear"
}

test_a_rule_with_another_verdict_says_nothing if stance_of("permit", [], true) == "disproved"

test_one_target_that_passes_is_a_fact_and_the_rest_is_open if {
	found := effects({"proven": false, "paths": [{"path": "/workspace/a", "access": "read"}]})
	decide.state(within_workspace) == "unknown" with input as found
	elsewhere := effects({"proven": false, "paths": [{"path": "/etc", "access": "read"}]})
	decide.state(within_workspace) == "unclear" with input as elsewhere
	decide.state(within_workspace) == "unmet" with input as effects({"proven": false, "paths": null})
}

test_a_request_that_is_named_is_judged_although_it_goes_to_the_network if {
	condition := {"on": "requests", "methods": ["GET"]}
	decide.state(condition) == "met" with input as effects({"kinds": ["network"], "requests": [request]})
}

test_reasons_are_the_rules_own_or_name_the_rule if {
	own := object.union(rule("deny", []), {"reason": "because", "remedy": "do this"})
	found := decide.decision with input as call with data.governance as governance([own, rule("deny", [])])
	found.reasons == ["because", `rule "rule deny" of policy p denies this`]
	found.remedy == "do this"
}

test_no_obligations_where_no_rule_has_any if {
	found := decide.decision with input as call with data.governance as governance([rule("allow", [])])
	found.obligations == {}
}

test_numbers_and_minutes_at_their_limits if {
	argument_state("lt", 3, [3]) == "unmet"
	argument_state("lte", 3, [4]) == "unmet"
	argument_state("gt", 3, [4]) == "met"
	argument_state("gte", 3, [2]) == "unmet"
	night := object.union(office, {"from": 1320, "to": 360})
	decide.state(night) == "met" with input as changed({"clock": {"UTC": {"weekday": "mon", "minute": 1320}}})
	decide.state(night) == "unmet" with input as changed({"clock": {"UTC": {"weekday": "mon", "minute": 360}}})
}
