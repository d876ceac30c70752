import type { DevFile } from '@countersign/local';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const demoFolder = fileURLToPath(new URL('../../governance/demo', import.meta.url));

/** The demo tenant's governance with more documents, as an administrator publishes it: apply replaces the whole. */
export async function applyWithDemo(dev: DevFile, documents: string): Promise<void> {
  const demo = readdirSync(demoFolder)
    .filter((name) => name.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(join(demoFolder, path), 'utf8') }));
  const { modelUrl: DEMO_MODEL_URL, targetUrl: DEMO_TARGET_URL } = dev.demo;
  const response = await fetch(`${dev.consoleUrl}/api/v1/governance/apply`, {
    method: 'POST',
    headers: { authorization: `Bearer ${dev.adminToken}`, 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({
      files: [...demo, { path: 'more.yaml', text: documents }],
      variables: { DEMO_MODEL_URL, DEMO_TARGET_URL },
    }),
  });
  const answer = (await response.json()) as { problems?: unknown[] };
  if (!response.ok || answer.problems?.length) throw new Error(`governance was refused: ${JSON.stringify(answer)}`);
}
