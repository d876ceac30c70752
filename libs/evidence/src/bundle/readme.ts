import type { EvidencePredicate } from './manifest.js';

/** README.md of a bundle: what it is and how to check it, for someone who has never seen one. */
export function bundleReadme({ tenant, origin, range, filter, createdAt }: Omit<EvidencePredicate, 'rows'>): string {
  return `# Evidence bundle

Tenant \`${tenant}\`, log \`${origin}\`, events ${range.from} to ${range.to - 1}, written ${createdAt}.
Asked for: ${filter}

It proves that these are all events of the log in this range, none missing, none changed. It does so without trust in
whoever handed it over, if you check it with keys that you got from elsewhere.

## Check it

You need Node 20.12 or later; no network, no other software. Take \`verify.mjs\` from a copy you trust rather than from
here, if you can: a forged bundle could bring a forged verifier.

    node verify.mjs . --policy <your trust policy>
    node verify.mjs . --vkey <key of the log> --manifest-key <key of the exporter>

Exit code 0: verified. 2: verification failed; each failure has a name and says where. 1: it could not run.

Your policy is a text file with one line \`log <vkey>\` and one line \`manifest <vkey>\`; \`trust/policy\` shows the form.
Do not use that file itself: it comes from the party you are checking. \`--trust-bundle\` uses it all the same and says so.
A checkpoint that you kept from an earlier visit (\`--known-checkpoint <file>\`) also shows a log that was rewritten and
signed again. Keep \`log/checkpoint.end\` for your next one.

## What is in it

| file | what |
|---|---|
| \`manifest.json\` | signed list of all files with SHA-256, and the counts, range, filter, redactions and known gaps |
| \`log/checkpoint.end\`, \`log/checkpoint.start\` | signed tree heads (C2SP checkpoint) at the end and, if given, before the start |
| \`log/consistency.proof\` | that the end extends the start (RFC 6962) |
| \`log/leaf-hashes\` | the hash and id of every event in the range, behind the roots of the tree left of it |
| \`events/*.ndjson\` | the exact bytes of every event, one per line; the first line of a file has the index in its name |
| \`payloads/*.ndjson\` | contents that events commit to, with their salts; erased or withheld ones are named as such |
| \`proofs/*.tlog-proof\` | samples that can be checked alone (C2SP tlog-proof) |
| \`trust/policy\` | the keys as the exporter states them, for information |
| \`mapping/controls.json\` | which events support which controls |

The order of events is their index. The \`time\` in an event is a claim of the service that wrote it.
`;
}
