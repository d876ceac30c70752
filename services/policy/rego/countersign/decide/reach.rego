# Where an allow rule lets a call reach. A rule that says so for one kind of target (paths, tables, web requests,
# services) says it for all: what it does not name, it does not allow. `reach` is made when governance is loaded; for
# paths and tables it lists the accesses that the rule speaks of or leaves free.
package countersign.decide

beyond(rule) := [kind |
	some kind in ["paths", "relations", "requests", "services"]
	leads_beyond(kind, rule.reach)
]

leads_beyond(kind, reach) if {
	some use in listed(object.get(input, ["effects", kind], null))
	not reached(kind, use, reach)
}

reached(kind, use, reach) if {
	kind in {"paths", "relations"}
	use.access in reach[kind]
}

reached(kind, _, reach) if {
	kind in {"requests", "services"}
	reach[kind] == true
}
