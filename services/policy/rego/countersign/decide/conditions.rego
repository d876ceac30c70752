# What is known about one condition of a rule. rules.rego says what the states mean; the other files say how each kind
# of condition gets its state. A condition that no file knows is broken, and a broken condition denies.
package countersign.decide

default state(_) := "broken"

truth(true) := "met"

truth(false) := "unmet"

# One result per member of a list. An allow rule needs all of them, a hold or deny rule needs one: where only some
# pass, neither side has been shown.
quantified(results) := "met" if {
	count(results) > 0
	not false in results
}

quantified(results) := "unmet" if not true in results

quantified(results) := "unknown" if {
	true in results
	false in results
}
