package countersign.decide_test

import data.countersign.decide

reaching(reach, touched) := found if {
	known := object.union(rule("allow", []), {"reach": reach})
	found := decide.beyond(known) with input as effects(touched)
}

test_a_rule_that_does_not_say_where_is_for_everywhere if {
	decide.beyond(rule("allow", [])) == [] with input as effects({"services": ["aws"]})
}

test_what_a_rule_does_not_name_is_beyond_it if {
	touched := {
		"paths": [{"path": "/workspace/a", "access": "read"}],
		"relations": [{"name": "public.orders", "access": "read"}],
		"services": ["aws"],
		"requests": [request],
	}
	reaching({"paths": ["read"]}, touched) == ["relations", "requests", "services"]
	reaching({"services": true, "requests": true}, touched) == ["paths", "relations"]
	reaching({"paths": ["read"], "relations": ["read"], "services": true, "requests": true}, touched) == []
	reaching({"paths": ["read"]}, {"paths": null, "services": []}) == []
}

test_a_stronger_access_than_a_rule_speaks_of_is_beyond_it if {
	writing := {"paths": [{"path": "/workspace/a", "access": "write"}]}
	reaching({"paths": ["read"]}, writing) == ["paths"]
	reaching({"paths": ["read", "write"]}, writing) == []
}

test_only_an_allow_rule_is_stopped_by_what_is_beyond_it if {
	decide.stance(rule("allow", []), ["met"], ["services"]) == "disproved" with input as effects({})
	decide.stance(rule("allow", []), ["met"], ["services"]) == "disproved" with input as effects({"proven": false})
	decide.stance(rule("deny", []), ["met"], ["services"]) == "applies" with input as effects({})
}

test_services if {
	named := {"on": "services", "names": ["kubernetes", "docker"]}
	decide.state(named) == "met" with input as effects({"services": ["docker"]})
	decide.state(named) == "unknown" with input as effects({"services": ["docker", "aws"]})
	decide.state(named) == "unmet" with input as effects({"services": ["aws"]})
	decide.state(named) == "vacuous" with input as effects({"services": []})
	decide.state(named) == "unmet" with input as effects({"services": null})
}
