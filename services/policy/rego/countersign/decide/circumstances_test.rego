package countersign.decide_test

import data.countersign.decide

request := {"host": "api.github.com", "method": "GET", "port": 443, "path": "/v1/issues/7", "private": false}

requesting(changes) := effects({"requests": [object.union(request, changes)]})

test_requests if {
	every one in [
		[{"hosts": ["api.github.com"]}, {}, "met"],
		[{"hosts": ["api.github.com"]}, {"host": "api.github.com.evil.example"}, "unmet"],
		[{"hosts": [], "host_suffixes": [".github.com"]}, {}, "met"],
		[{"hosts": [], "host_suffixes": [".github.com"]}, {"host": "github.com"}, "unmet"],
		[{"hosts": [], "host_suffixes": [".github.com"]}, {"host": "evilgithub.com"}, "unmet"],
		[{"methods": ["GET"]}, {}, "met"],
		[{"methods": ["GET"]}, {"method": "POST"}, "unmet"],
		[{"ports": [443]}, {"port": 8443}, "unmet"],
		[{"paths": ["/v1/issues"]}, {}, "met"],
		[{"paths": ["/v1/issues"]}, {"path": "/v1/issues-old"}, "unmet"],
	] {
		condition := object.union({"on": "requests"}, one[0])
		decide.state(condition) == one[2] with input as requesting(one[1])
	}
}

test_a_private_host_is_allowed_only_when_named_in_full if {
	private := requesting({"host": "10.0.0.7", "private": true})
	every one in [
		[[], "deny"],
		[[{"on": "requests", "methods": ["GET"]}], "deny"],
		[[{"on": "requests", "hosts": ["10.0.0.7"], "host_suffixes": []}], "allow"],
	] {
		found := decide.decision with input as private with data.governance as governance([rule("allow", one[0])])
		found.verdict == one[1]
	}
}

test_a_call_into_the_network_that_names_no_request_is_unclear if {
	somewhere := effects({"kinds": ["network", "read"], "requests": []})
	condition := {"on": "requests", "hosts": ["api.github.com"], "host_suffixes": []}
	decide.state(condition) == "unclear" with input as somewhere
	allowed := decide.decision with input as somewhere with data.governance as governance([rule("allow", [condition])])
	allowed.verdict == "deny"
	denied := decide.decision with input as somewhere with data.governance as governance([rule("deny", [condition])])
	denied.reason_code == "effects_unclear"
}

test_relations_and_functions_by_name if {
	relations := {"on": "relations", "names": ["public.orders"], "access": ["read"]}
	functions := {"on": "functions", "names": ["count"]}
	decide.state(relations) == "met" with input as effects({"relations": [{"name": "public.orders", "access": "read"}]})
	decide.state(relations) == "unmet" with input as effects({"relations": [{"name": "public.secrets", "access": "read"}]})
	decide.state(functions) == "unknown" with input as effects({"functions": ["count", "pg_read_file"]})
}

office := {"on": "time", "timezone": "UTC", "weekdays": ["mon"], "from": 540, "to": 1020}

test_time if {
	decide.state(office) == "met" with input as changed({"clock": {"UTC": {"weekday": "mon", "minute": 540}}})
	decide.state(office) == "unmet" with input as changed({"clock": {"UTC": {"weekday": "mon", "minute": 1020}}})
	decide.state(office) == "unmet" with input as changed({"clock": {"UTC": {"weekday": "tue", "minute": 600}}})
	decide.state(office) == "unknown" with input as call
	night := object.union(office, {"from": 1320, "to": 360})
	decide.state(night) == "met" with input as changed({"clock": {"UTC": {"weekday": "mon", "minute": 10}}})
	decide.state(night) == "unmet" with input as changed({"clock": {"UTC": {"weekday": "mon", "minute": 600}}})
}

test_what_the_context_does_not_tell_never_allows_and_never_saves_from_a_deny if {
	production := {"on": "environment", "names": ["production"]}
	decide.state(production) == "unknown" with input as call
	allowed := decide.decision with input as call with data.governance as governance([rule("allow", [production])])
	allowed.reason_code == "no_matching_rule"
	denied := decide.decision with input as call with data.governance as governance([rule("deny", [production])])
	denied.reason_code == "denied_by_rule"
}

test_a_run_without_a_person_has_no_principal if {
	ada := {"on": "principal", "names": ["ada"]}
	decide.state(ada) == "unmet" with input as changed({"principal": null})
	decide.state(ada) == "met" with input as changed({"principal": "ada"})
	decide.state(ada) == "unknown" with input as call
}

test_labels if {
	both := {"on": "labels", "has": ["read-confidential"], "not": ["reviewed"]}
	decide.state(both) == "met" with input as changed({"labels": ["read-confidential", "other"]})
	decide.state(both) == "unmet" with input as changed({"labels": ["read-confidential", "reviewed"]})
	decide.state(both) == "unmet" with input as changed({"labels": []})
	decide.state(both) == "unknown" with input as call
}

test_history if {
	few := {"on": "history", "key": "k", "fewer_than": 3}
	many := {"on": "history", "key": "k", "at_least": 3}
	decide.state(few) == "met" with input as changed({"history": {"k": 2}})
	decide.state(few) == "unmet" with input as changed({"history": {"k": 3}})
	decide.state(many) == "met" with input as changed({"history": {"k": 3}})
	decide.state(many) == "unmet" with input as changed({"history": {"k": 2}})
	decide.state(few) == "unknown" with input as call
}
