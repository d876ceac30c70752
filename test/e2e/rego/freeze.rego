# A tenant's own Rego, for the specs: whatever its policies say, nothing changes the network.
package countersign.tenant

decision := {"verdict": "deny", "reason": "the network is frozen"} if concerns_network

decision := {"verdict": "allow", "reason": "as decided"} if not concerns_network

concerns_network if startswith(input.tool.name, "aws.")
