# What the specs need a tenant's Rego to do: the environment of the call says what.
package countersign.tenant

asked := input.environment

decision := {"verdict": asked, "reason": said} if asked in {"allow", "hold", "deny"}

decision := {"verdict": "perhaps", "reason": "nobody knows"} if asked == "odd"

decision := {"verdict": "deny"} if asked == "without a reason"

decision := {"verdict": "deny", "reason": concat("", ["counted to ", json.marshal(slow)])} if asked == "loop"

decision := {"verdict": "deny", "reason": concat("", ["has ", json.marshal(count(large))])} if asked == "grow"

decision := {"verdict": "allow", "reason": "as decided"} if not asked in {
	"allow",
	"hold",
	"deny",
	"odd",
	"without a reason",
	"loop",
	"grow",
	"quiet",
}

said := concat(" ", ["the Rego of the tenant says", asked, "after", input.decision.verdict])

slow := count([1 | some i in numbers.range(1, 3000); some j in numbers.range(1, 1000); indexof(letters, "never there") == i + j])

large := [concat("", [letters, json.marshal(i)]) | some i in numbers.range(1, 2000)]

letters := concat("", [json.marshal(i) | some i in numbers.range(1, 10000)])
