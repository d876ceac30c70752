import { canonicalBytes } from '../src/json/canonical-json.js';
import { CompactRange } from '../src/merkle/compact-range.js';
import { leafHash } from '../src/merkle/merkle-hash.js';
import { formatCheckpoint } from '../src/note/checkpoint.js';
import { createCosigner } from '../src/note/cosignature.js';
import { formatNote } from '../src/note/note.js';
import { createNoteSigner, generateNoteKey, type NoteKey } from '../src/note/note-signer.js';
import type { EvidenceLeaf, EvidencePayload, EvidenceSource } from '../src/bundle/evidence-source.js';
import { SampleRecord, type SampleEvent } from './sample-leaves.js';

export const ORIGIN = 'countersign.example/acme';

/** A log in memory, with the keys of those who sign its tree heads. */
export class SampleLog {
  private readonly bytes: Buffer[] = [];
  readonly cosigner = createCosigner(generateNoteKey('witness.example/w1'));

  constructor(
    readonly events: readonly SampleEvent[],
    readonly key: NoteKey = generateNoteKey(ORIGIN),
    readonly origin = ORIGIN,
  ) {}

  static ofStory(): SampleLog {
    const record = new SampleRecord();
    record.add('SealerStarted', { epoch: 1, size: 0 });
    record.add('GovernancePublished', { revision: record.decision('none', 'allow')['policyRevision'] ?? null });
    record.allowedCall('call-a');
    record.heldCall('call-b');
    record.add('CheckpointPublished', new SampleLog(record.events).statedHead(8));
    record.allowedCall('call-c');
    return new SampleLog(record.events);
  }

  get vkey(): string {
    return createNoteSigner(this.key).vkey;
  }

  bytesOf(index: number): Buffer {
    return (this.bytes[index] ??= canonicalBytes(this.events[index]?.leaf));
  }

  rootAt(size: number): Buffer {
    const range = new CompactRange();
    for (let i = 0; i < size; i++) range.append(leafHash(this.bytesOf(i)));
    return range.root();
  }

  /** A signed and witnessed tree head. */
  checkpointAt(size: number, root = this.rootAt(size)): string {
    const text = formatCheckpoint({ origin: this.origin, size, root });
    return formatNote(text, [createNoteSigner(this.key).sign(text), this.cosigner.cosign(text, 1_772_352_000)]);
  }

  source(from: number, to: number, start?: number): EvidenceSource {
    const nodes = new Map<string, Buffer>();
    const range = new CompactRange();
    const indexes = Array.from({ length: to }, (_, i) => i);
    for (const i of indexes)
      range.append(leafHash(this.bytesOf(i)), (level, n, hash) => nodes.set(`${level}/${n}`, hash));
    const inRange = indexes.slice(from);
    return {
      leaves: () => stream(inRange.map((index) => this.leafAt(index))),
      payloads: () => stream(inRange.flatMap((index) => this.payloadsAt(index))),
      checkpoints: { end: this.checkpointAt(to), ...(start === undefined ? {} : { start: this.checkpointAt(start) }) },
      readNode: (level, index) => nodes.get(`${level}/${index}`) ?? Buffer.alloc(0),
    };
  }

  private statedHead(size: number): { size: number; rootHash: string; keyName: string } {
    return { size, rootHash: this.rootAt(size).toString('base64'), keyName: this.origin };
  }

  private leafAt(index: number): EvidenceLeaf {
    const { id, type, time } = (this.events[index] as SampleEvent).leaf;
    return { index, id, type, time, bytes: this.bytesOf(index) };
  }

  private payloadsAt(index: number): EvidencePayload[] {
    return (this.events[index] as SampleEvent).payloads.map((payload) => ({ index, ...payload }));
  }
}

async function* stream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
