package countersign.check_test

import data.countersign.check

test_patterns_that_cannot_be_read_are_named if {
	check.unreadable_patterns == ["a(", "(?=b)"] with input as {"patterns": ["^ok$", "a(", "(?=b)", "(?i)x"]}
}

test_matching if {
	check.matches with input as {"pattern": "^a+$", "text": "aaa"}
	not check.matches with input as {"pattern": "^a+$", "text": "ab"}
	not check.matches with input as {"pattern": "a(", "text": "a("}
}
