import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../libs/cli/bin/countersign.mjs', import.meta.url));

/** Takes the whole record out and checks it offline with pinned keys; what the verifier printed. */
export function verifiedEvidence(dataDir: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-faults-'));
  const [bundle, trust] = [join(folder, 'bundle'), join(folder, 'trust.policy')];
  const { NODE_OPTIONS: _, ...env } = process.env;
  const countersign = (...args: string[]) => {
    const run = spawnSync(process.execPath, [cli, '--data', dataDir, ...args], { encoding: 'utf8', env });
    return `${run.stdout}${run.stderr}`;
  };
  try {
    const taken = countersign('evidence', 'trust', '--out', trust) + countersign('evidence', 'export', '--out', bundle);
    return taken + countersign('evidence', 'verify', bundle, '--policy', trust);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
