package countersign.tenant

decision := {"verdict": "allow", "reason": sprintf("at %d", [time.now_ns()])}
