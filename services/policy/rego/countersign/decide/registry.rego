# Only active agents call approved tools and offered models; everything else is refused before any rule is read.
package countersign.decide

registry_refusal := {"code": "agent_unknown", "reason": "this agent is not registered"} if {
	not status_of("agent") in {"active", "suspended", "retired"}
} else := {"code": "agent_suspended", "reason": "this agent is suspended"} if {
	status_of("agent") == "suspended"
} else := {"code": "agent_retired", "reason": "this agent is retired"} if {
	status_of("agent") == "retired"
} else := tool_refusal if {
	input.kind == "tool_call"
} else := model_refusal if {
	input.kind == "model_call"
} else := {"code": "policy_engine_error", "reason": "this kind of call is not known"} if {
	not input.kind in {"tool_call", "model_call"}
}

tool_refusal := {"code": "tool_unknown", "reason": "this tool is not registered"} if {
	not status_of("tool") in {"proposed", "approved", "retired"}
} else := {"code": "tool_proposed", "reason": "this tool is proposed and not approved yet"} if {
	status_of("tool") == "proposed"
} else := {"code": "tool_retired", "reason": "this tool is retired"} if {
	status_of("tool") == "retired"
} else := {"code": "tool_definition_changed", "reason": "the call was made for another definition of this tool"} if {
	not input.tool.definition_current == true
} else := {"code": "arguments_invalid", "reason": "the arguments do not fit the tool's input schema"} if {
	not input.tool.arguments_valid == true
}

model_refusal := {"code": "model_unknown", "reason": "no provider offers this model"} if {
	not offered(input.model)
} else := {"code": "provider_unknown", "reason": "this provider does not offer this model"} if {
	not input.provider in input.model.providers
}

offered(model) if count(model.providers) > 0

# Absent or null counts as not registered.
status_of(part) := object.get(input, [part, "status"], null)
