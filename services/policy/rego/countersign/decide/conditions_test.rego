package countersign.decide_test

import data.countersign.decide

argument_state(op, value, values) := found if {
	condition := {"on": "argument", "pointer": "/x", "op": op, "value": value}
	found := decide.state(condition) with input as changed({"arguments": {"/x": values}})
}

test_argument_operators if {
	every one in [
		["equals", "a", ["a"], "met"], ["equals", "a", ["b"], "unmet"], ["equals", 1, ["1"], "unmet"],
		["notEquals", "a", ["b"], "met"], ["notEquals", "a", ["a"], "unmet"],
		["in", ["a", 2], [2], "met"], ["in", ["a"], ["b"], "unmet"],
		["notIn", ["a"], ["b"], "met"], ["notIn", ["a"], ["a"], "unmet"],
		["matches", "^a+$", ["aaa"], "met"], ["matches", "^a+$", ["ab"], "unmet"],
		["startsWith", "ab", ["abc"], "met"], ["endsWith", "bc", ["abc"], "met"],
		["lt", 3, [2], "met"], ["lte", 3, [3], "met"], ["gt", 3, [3], "unmet"], ["gte", 3, [3], "met"],
		["exists", true, ["a"], "met"], ["exists", true, [], "unmet"], ["exists", false, [], "met"],
	] {
		argument_state(one[0], one[1], one[2]) == one[3]
	}
}

test_an_absent_value_equals_nothing_and_is_not_known_to_differ if {
	argument_state("equals", "a", []) == "unmet"
	argument_state("notEquals", "a", []) == "unknown"
	argument_state("notIn", ["a"], []) == "unknown"
}

test_a_value_of_another_type_is_unknown_to_operators_that_cannot_compare_it if {
	argument_state("lt", 3, ["2"]) == "unknown"
	argument_state("matches", "^a", [1]) == "unknown"
	argument_state("startsWith", "a", [{}]) == "unknown"
}

test_some_of_several_values_is_neither_met_nor_unmet if {
	argument_state("equals", "a", ["a", "a"]) == "met"
	argument_state("equals", "a", ["a", "b"]) == "unknown"
	argument_state("equals", "a", ["b", "c"]) == "unmet"
}

test_an_unresolved_pointer_is_broken if {
	decide.state({"on": "argument", "pointer": "/y", "op": "equals", "value": 1}) == "broken" with input as call
}

test_effect_kinds if {
	only := {"on": "effects", "op": "only", "kinds": ["read"]}
	any_write := {"on": "effects", "op": "any", "kinds": ["write"]}
	no_write := {"on": "effects", "op": "none", "kinds": ["write"]}
	read := effects({})
	write := effects({"kinds": ["read", "write"]})
	unproven := effects({"proven": false, "kinds": ["read", "unknown"]})
	decide.state(only) == "met" with input as read
	decide.state(only) == "unmet" with input as write
	decide.state(only) == "unclear" with input as unproven
	decide.state(any_write) == "unmet" with input as read
	decide.state(any_write) == "met" with input as write
	decide.state(any_write) == "unclear" with input as unproven
	decide.state(no_write) == "met" with input as read
	decide.state(no_write) == "unmet" with input as write
	decide.state(no_write) == "unclear" with input as unproven
}

within_workspace := {"on": "paths", "within": ["/workspace"], "access": ["read", "write", "delete"]}

reading(paths) := [{"path": path, "access": "read"} | some path in paths]

test_paths_are_compared_by_whole_segments if {
	every one in [
		[["/workspace"], "met"], [["/workspace/a/b"], "met"], [["/workspace-2/a"], "unmet"],
		[["/etc"], "unmet"], [["/workspace/a", "/etc"], "unknown"], [[], "vacuous"],
	] {
		decide.state(within_workspace) == one[1] with input as effects({"paths": reading(one[0])})
	}
	decide.state(within_workspace) == "unmet" with input as effects({"paths": null})
	decide.state(within_workspace) == "unclear" with input as effects({"proven": false, "paths": []})
	everywhere := object.union(within_workspace, {"within": ["/"]})
	decide.state(everywhere) == "met" with input as effects({"paths": reading(["/etc"])})
}

test_a_condition_may_be_about_one_access_only if {
	writes := object.union(within_workspace, {"access": ["write"]})
	decide.state(writes) == "vacuous" with input as effects({"paths": reading(["/etc"])})
	decide.state(writes) == "unmet" with input as effects({"paths": [{"path": "/etc", "access": "write"}]})
}

test_nothing_touched_satisfies_an_allow_rule_and_no_deny_rule if {
	allowed := decide.decision with input as effects({"paths": []}) with data.governance as governance([rule("allow", [within_workspace])])
	allowed.verdict == "allow"
	denied := decide.decision with input as effects({"paths": []}) with data.governance as governance([rule("deny", [within_workspace])])
	denied.reason_code == "no_matching_rule"
}

test_one_path_inside_is_enough_to_deny_and_not_enough_to_allow if {
	mixed := effects({"paths": reading(["/workspace/a", "/etc"])})
	denied := decide.decision with input as mixed with data.governance as governance([rule("deny", [within_workspace])])
	denied.reason_code == "denied_by_rule"
	allowed := decide.decision with input as mixed with data.governance as governance([rule("allow", [within_workspace])])
	allowed.reason_code == "no_matching_rule"
}
