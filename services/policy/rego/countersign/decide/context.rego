# Conditions on the circumstances: when, where, for whom, after what. What the context does not tell is unknown.
package countersign.decide

named_facts := {"environment", "principal", "provider"}

label_facts := {"labels", "data"}

told(fact) if fact in object.keys(input)

state(condition) := "unknown" if {
	condition.on in (named_facts | label_facts)
	not told(condition.on)
}

state(condition) := truth(input[condition.on] in condition.names) if {
	condition.on in named_facts
	told(condition.on)
}

state(condition) := truth(labels_pass(input[condition.on], condition)) if {
	condition.on in label_facts
	told(condition.on)
}

default labels_pass(_, _) := false

labels_pass(labels, condition) if {
	every label in condition.has { label in labels }
	every label in condition.not { not label in labels }
}

# The policy service tells the local weekday and minute of each time zone that a rule names.
state(condition) := clock_state(condition, object.get(input, ["clock", condition.timezone], null)) if {
	condition.on == "time"
}

clock_state(_, null) := "unknown"

clock_state(condition, clock) := truth(time_passes(condition, clock)) if clock != null

default time_passes(_, _) := false

time_passes(condition, clock) if {
	clock.weekday in condition.weekdays
	minute_passes(condition.from, condition.to, clock.minute)
}

minute_passes(from, to, minute) if {
	from <= to
	from <= minute
	minute < to
}

minute_passes(from, to, minute) if {
	from > to
	minute >= from
}

minute_passes(from, to, minute) if {
	from > to
	minute < to
}

# The policy service counts the run's earlier calls under the key of the condition.
state(condition) := history_state(condition, object.get(input, ["history", condition.key], null)) if {
	condition.on == "history"
}

history_state(_, null) := "unknown"

history_state(condition, earlier) := truth(count_passes(condition, earlier)) if earlier != null

default count_passes(_, _) := false

count_passes(condition, earlier) if {
	earlier >= object.get(condition, "at_least", 0)
	not too_many(condition, earlier)
}

too_many(condition, earlier) if earlier >= condition.fewer_than
