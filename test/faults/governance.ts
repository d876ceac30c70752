import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DevFile } from '@countersign/local';

const demoFolder = fileURLToPath(new URL('../../governance/demo', import.meta.url));

/** The tool whose target we are, and the rule that holds it. */
export const heldTool = 'faults.act';

const documents = `
kind: Tool
name: ${heldTool}
status: approved
description: Does something that a target of the test counts.
inputSchema:
  type: object
  additionalProperties: false
  required: [case]
  properties:
    case: { type: string, minLength: 1, maxLength: 128 }
effects:
  - { as: declared, kind: write, target: { type: service, name: counted } }
connector:
  kind: http
  baseUrl: \${COUNTING_TARGET_URL}
  method: POST
  path: /act
  timeoutMs: 10000
credential: { issuer: jwt, scope: ['act'], ttlSeconds: 60 }
---
kind: Policy
name: faults
agents: [incident-triage]
rules:
  - name: what is counted needs the on-call
    tools: [${heldTool}]
    verdict: hold
    approvers: { groups: [platform-oncall], quorum: 1, expires: 1h }
`;

/** The demo tenant's governance with one more tool: apply replaces the whole. */
export async function applyGovernance(dev: DevFile, countingTargetUrl: string): Promise<void> {
  const files = readdirSync(demoFolder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: name, text: readFileSync(join(demoFolder, name), 'utf8') }));
  const response = await fetch(`${dev.consoleUrl}/api/v1/governance/apply`, {
    method: 'POST',
    headers: { authorization: `Bearer ${dev.adminToken}`, 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({
      files: [...files, { path: 'faults.yaml', text: documents }],
      variables: {
        DEMO_MODEL_URL: dev.demo.modelUrl,
        DEMO_TARGET_URL: dev.demo.targetUrl,
        COUNTING_TARGET_URL: countingTargetUrl,
      },
    }),
    signal: AbortSignal.timeout(120_000),
  });
  const answer = (await response.json()) as { problems?: unknown[] };
  if (!response.ok || answer.problems?.length)
    throw new Error(`governance was refused (${response.status}): ${JSON.stringify(answer)}`);
}
