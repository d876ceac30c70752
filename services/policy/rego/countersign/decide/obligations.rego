# What must be done with an allowed or granted call: every rule that lets it through may add, and the strictest wins.
package countersign.decide

obligations(rules) := object.union(
	object.union(limits(rules), redactions(rules)),
	dry_run(rules),
)

limits(rules) := {name: min(values) |
	some name in ["maxRows", "maxBytes", "timeoutMs"]
	values := [rule.obligations[name] | some rule in rules]
	count(values) > 0
}

redactions(rules) := {"redact": pointers} if {
	pointers := sort({pointer | some rule in rules; some pointer in rule.obligations.redact})
	count(pointers) > 0
} else := {}

dry_run(rules) := {"dryRunFirst": true} if {
	some rule in rules
	rule.obligations.dryRunFirst == true
} else := {}
