import type { DevFile } from '@countersign/local';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const demoFolder = fileURLToPath(new URL('../../governance/demo', import.meta.url));
const benchFile = fileURLToPath(new URL('governance/bench.yaml', import.meta.url));

function files() {
  const demo = readdirSync(demoFolder).map((name) => ({
    path: name,
    text: readFileSync(join(demoFolder, name), 'utf8'),
  }));
  return [...demo, { path: 'bench.yaml', text: readFileSync(benchFile, 'utf8') }];
}

/** Adds the bench's model and tool to the demo tenant's governance, as an administrator would. */
export async function applyGovernance(dev: DevFile, benchUrl: string): Promise<void> {
  const { modelUrl: DEMO_MODEL_URL, targetUrl: DEMO_TARGET_URL } = dev.demo;
  const variables = { DEMO_MODEL_URL, DEMO_TARGET_URL, BENCH_URL: benchUrl };
  const response = await fetch(`${dev.consoleUrl}/api/v1/governance/apply`, {
    method: 'POST',
    headers: { authorization: `Bearer ${dev.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ files: files(), variables }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`governance was refused: ${response.status} ${text.slice(0, 2_000)}`);
  const { problems = [] } = JSON.parse(text) as { problems?: unknown[] };
  if (problems.length > 0) throw new Error(`governance was refused: ${JSON.stringify(problems)}`);
}
