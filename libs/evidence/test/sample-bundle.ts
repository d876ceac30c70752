import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { WrittenFile } from '../src/bundle/bundle-directory.js';
import type { EvidenceSource } from '../src/bundle/evidence-source.js';
import { signedManifest, type EvidencePredicate } from '../src/bundle/manifest.js';
import { writeEvidenceBundle } from '../src/bundle/write-evidence-bundle.js';
import { sha256 } from '../src/hashing/sha256.js';
import { createNoteSigner, generateNoteKey } from '../src/note/note-signer.js';
import type { VerificationReport } from '../src/verifier/report.js';
import type { Trust } from '../src/verifier/trust.js';
import { verifyEvidenceBundle, type VerificationRequest } from '../src/verifier/verify-evidence-bundle.js';
import { approvalsKey, policyKey } from './sample-signatures.js';
import { SampleLog } from './sample-log.js';

const manifestKey = generateNoteKey('exporter.example/acme');
const services = [
  { service: 'policy' as const, vkey: policyKey.vkey },
  { service: 'approvals' as const, vkey: approvalsKey.vkey },
];
const directories: string[] = [];

export interface SampleExport {
  from?: number;
  to?: number;
  start?: number;
  change?: (source: EvidenceSource) => EvidenceSource;
  tenant?: string;
  createdAt?: string;
}

/** A bundle on disk, with what an auditor would need to check it and what an attacker would do to it. */
export class SampleBundle {
  private constructor(
    readonly log: SampleLog,
    readonly directory: string,
  ) {}

  static async write(log = SampleLog.ofStory(), request: SampleExport = {}): Promise<SampleBundle> {
    const directory = await mkdtemp(join(tmpdir(), 'evidence-'));
    directories.push(directory);
    const { from = 0, to = log.events.length, start, change = (source) => source, tenant = 'acme' } = request;
    await writeEvidenceBundle({
      directory,
      source: change(log.source(from, to, start)),
      signers: { manifest: manifestKey },
      tenant,
      origin: log.origin,
      range: { from, to },
      statement: statementAt(request.createdAt ?? '2026-03-02T00:00:00.000Z'),
      trust: { logs: [log.vkey], services },
      samples: 3,
    });
    return new SampleBundle(log, directory);
  }

  /** An auditor's who trusts the log and the exporter. */
  get trust(): Trust {
    return { vkeys: [this.log.vkey], manifestKeys: [createNoteSigner(manifestKey).vkey], services };
  }

  verify(request: Partial<VerificationRequest> = {}): Promise<VerificationReport> {
    return verifyEvidenceBundle({ directory: this.directory, trust: this.trust, ...request });
  }

  read(path: string): Promise<Buffer> {
    return readFile(join(this.directory, path));
  }

  async edit(path: string, change: (bytes: Buffer) => Buffer | string): Promise<void> {
    await writeFile(join(this.directory, path), change(await this.read(path)));
  }

  /** Changes the lines of a file. */
  async editLines(path: string, change: (lines: string[]) => string[]): Promise<void> {
    await this.edit(path, (bytes) =>
      change(bytes.toString().split('\n').slice(0, -1))
        .map((line) => `${line}\n`)
        .join(''),
    );
  }

  /** What an insider with the key of the exporter would do: sign the files as they are now. */
  async sign(change: (predicate: EvidencePredicate) => EvidencePredicate = (predicate) => predicate): Promise<void> {
    const { payload } = JSON.parse((await this.read('manifest.json')).toString()) as { payload: string };
    const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as { predicate: EvidencePredicate };
    const files: WrittenFile[] = [];
    for (const path of await this.paths()) {
      const content = await this.read(path);
      if (path !== 'manifest.json')
        files.push({ path, bytes: content.length, sha256: sha256(content).toString('hex') });
    }
    await writeFile(
      join(this.directory, 'manifest.json'),
      signedManifest(change(statement.predicate), files, manifestKey),
    );
  }

  async paths(): Promise<string[]> {
    const entries = await readdir(this.directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.directory, join(entry.parentPath, entry.name)));
  }

  add(path: string, content: Uint8Array | string): Promise<void> {
    return writeFile(join(this.directory, path), content);
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.directory, path));
  }
}

export const EVENTS = 'events/0000000000000000.ndjson';
export const PAYLOADS = 'payloads/0000000000000002.ndjson';

/** The names of what is wrong, with the index where one is known, without the digests of the changed files. */
export function verdictsOf(report: VerificationReport): string[] {
  const named = report.failures.filter(
    ({ verdict, file }) => verdict !== 'manifest_mismatch' || file === 'manifest.json',
  );
  return named.map(({ verdict, index }) => (index === undefined ? verdict : `${verdict} ${index}`));
}

export async function removeSampleBundles(): Promise<void> {
  await Promise.all(directories.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
}

function statementAt(createdAt: string) {
  return { filter: 'all events', redactions: [], knownGaps: [], generator: { name: 'test', version: '0' }, createdAt };
}
