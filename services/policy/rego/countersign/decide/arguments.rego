# Conditions on argument values. The policy service has resolved each JSON pointer to the list of values it finds.
package countersign.decide

state(condition) := argument_state(condition, input.arguments[condition.pointer]) if condition.on == "argument"

argument_state(condition, values) := truth(condition.value == (count(values) > 0)) if condition.op == "exists"

argument_state(condition, values) := absent_state(condition.op) if {
	condition.op != "exists"
	count(values) == 0
}

argument_state(condition, values) := compared_state(results, count(values)) if {
	condition.op != "exists"
	count(values) > 0
	results := [result | some value in values; result := passes(condition.op, value, condition.value)]
}

# An absent value equals nothing, yet it is not known to differ: the target may fill in a default.
absent_state(op) := "unknown" if op in {"notEquals", "notIn"}

absent_state(op) := "unmet" if op in {"equals", "in", "matches", "startsWith", "endsWith", "lt", "lte", "gt", "gte"}

# Fewer results than values: some value has a type that this operator cannot compare.
compared_state(results, total) := "unknown" if count(results) < total

compared_state(results, total) := quantified(results) if count(results) == total

passes("equals", value, expected) := value == expected

passes("notEquals", value, expected) := value != expected

passes("in", value, expected) := value in expected

passes("notIn", value, expected) := count([1 | some one in expected; one == value]) == 0

passes("matches", value, expected) := regex.match(expected, value) if is_string(value)

passes("startsWith", value, expected) := startswith(value, expected) if is_string(value)

passes("endsWith", value, expected) := endswith(value, expected) if is_string(value)

passes("lt", value, expected) := value < expected if is_number(value)

passes("lte", value, expected) := value <= expected if is_number(value)

passes("gt", value, expected) := value > expected if is_number(value)

passes("gte", value, expected) := value >= expected if is_number(value)
