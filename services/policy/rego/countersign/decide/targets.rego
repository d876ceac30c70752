# Conditions on what the call touches: paths, tables, database functions, services, web requests.
package countersign.decide

state(condition) := targets_state(uses, results) if {
	condition.on == "paths"
	uses := accessed(input.effects.paths, condition)
	results := [inside_one(use.path, condition.within) | some use in listed(uses)]
}

state(condition) := targets_state(uses, results) if {
	condition.on == "relations"
	uses := accessed(input.effects.relations, condition)
	results := [member(use.name, condition.names) | some use in listed(uses)]
}

state(condition) := targets_state(input.effects.functions, results) if {
	condition.on == "functions"
	results := [member(name, condition.names) | some name in listed(input.effects.functions)]
}

state(condition) := targets_state(input.effects.services, results) if {
	condition.on == "services"
	results := [member(name, condition.names) | some name in listed(input.effects.services)]
}

state(condition) := targets_state(input.effects.requests, results) if {
	condition.on == "requests"
	not unnamed_network
	results := [request_passes(request, condition) | some request in listed(input.effects.requests)]
}

# The call reaches into the network, and the analysis does not say where to.
state(condition) := "unclear" if {
	condition.on == "requests"
	unnamed_network
}

unnamed_network if {
	"network" in input.effects.kinds
	count(listed(input.effects.requests)) == 0
	input.effects.requests != null
}

# A condition may be about one kind of access only: reads anywhere, writes in the workspace.
accessed(null, _) := null

accessed(uses, condition) := [use | some use in listed(uses); use.access in condition.access] if uses != null

# null: no argument of this tool can carry such a target, so a condition about it can never hold.
targets_state(null, _) := "unmet"

targets_state([], _) := "vacuous" if input.effects.proven == true

targets_state(targets, results) := quantified(results) if {
	count(listed(targets)) > 0
	input.effects.proven == true
}

# Unproven, the list may lack members: one that passes is a fact, the rest is open.
targets_state(targets, results) := "unknown" if {
	targets != null
	input.effects.proven == false
	true in results
}

targets_state(targets, results) := "unclear" if {
	targets != null
	input.effects.proven == false
	not true in results
}

listed(null) := []

listed(targets) := targets if targets != null

default member(_, _) := false

member(name, names) if name in names

default inside_one(_, _) := false

inside_one(path, directories) if {
	some directory in directories
	inside(path, directory)
}

inside(_, "/")

inside(path, path)

inside(path, directory) if startswith(path, concat("", [directory, "/"]))

default request_passes(_, _) := false

request_passes(request, condition) if {
	host_passes(request.host, condition)
	member_passes(request.method, object.get(condition, "methods", null))
	member_passes(request.port, object.get(condition, "ports", null))
	path_passes(request.path, object.get(condition, "paths", null))
}

host_passes(_, condition) if {
	not condition.hosts
	not condition.host_suffixes
}

host_passes(host, condition) if host in condition.hosts

# Patterns are kept as their suffix: *.github.com as .github.com, which the bare domain does not end in.
host_passes(host, condition) if {
	some suffix in condition.host_suffixes
	endswith(host, suffix)
}

member_passes(_, null)

member_passes(value, wanted) if value in wanted

path_passes(_, null)

path_passes(path, prefixes) if inside_one(path, prefixes)

# A rule reaches into a private network only by naming the host in full.
private_hosts_named(rule) if {
	every request in listed(object.get(input, ["effects", "requests"], null)) { public_or_named(request, rule) }
}

public_or_named(request, _) if request.private == false

public_or_named(request, rule) if {
	some condition in rule.conditions
	condition.on == "requests"
	request.host in condition.hosts
}
