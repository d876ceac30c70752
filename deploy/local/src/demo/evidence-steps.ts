import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { countersign } from './command-line.js';
import { expectThat } from './expect-that.js';
import { flipByte } from './flip-byte.js';
import type { Say } from './say.js';

interface EvidenceSteps {
  dataDir: string;
  /** The call whose approval gets forged. */
  callId: string;
  person: string;
  say: Say;
}

/** A checkpoint is published each second; what was sealed a moment ago is in the next one. */
const checkpointMs = 1_500;
const shownLines = 16;

function firstLines(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => /^(VERIFIED|Evidence|ok|FAILED)/.test(line))
    .slice(0, shownLines);
}

async function demand(dataDir: string, args: readonly string[]): Promise<string> {
  const { code, output } = await countersign(dataDir, args);
  expectThat(code === 0, `countersign ${args.join(' ')} ended with ${code}: ${output}`);
  return output;
}

/** Takes the record out, checks it offline, and shows that a forged byte is found. */
export async function evidenceSteps({ dataDir, callId, person, say }: EvidenceSteps): Promise<void> {
  const folder = join(dataDir, 'demo');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [bundle, forged, trust] = ['evidence', 'forged', 'trust-policy'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await sleep(checkpointMs);

  say.step('The record is taken out and checked offline.');
  await demand(dataDir, ['evidence', 'trust', '--out', trust]);
  say.command(`countersign evidence export --out ${bundle}`);
  say.lines(firstLines(await demand(dataDir, ['evidence', 'export', '--out', bundle])));
  say.command(`countersign evidence verify ${bundle} --policy ${trust} --re-execute`);
  say.lines(firstLines(await demand(dataDir, ['evidence', 'verify', bundle, '--policy', trust, '--re-execute'])));
  say.line('The last check made every decision again, from the documents of its revision and its recorded input.');

  say.step('Somebody changes one byte of it: the name of the person who approved.');
  cpSync(bundle, forged, { recursive: true });
  const file = flipByte(forged, ['"type":"ApprovalVoted"', callId], person);
  say.line(`One bit of ${file} is another one now.`);
  const verdict = await countersign(dataDir, ['evidence', 'verify', forged, '--policy', trust]);
  expectThat(
    verdict.code === 2 && verdict.output.includes('leaf_altered'),
    `verify took the forged bundle: ${verdict.output}`,
  );
  say.lines(verdict.output.split('\n').filter((line) => /VERIFICATION FAILED|leaf_altered \(/.test(line)));
}
