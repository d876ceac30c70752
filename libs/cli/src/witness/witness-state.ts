import { createCosigner, type Cosigner, type WitnessedHead } from '@countersign/evidence';
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const stateSchema = z.strictObject({ origin: z.string(), size: z.int().min(0), root: z.base64(), note: z.string() });

export interface KeptHead extends WitnessedHead {
  /** The checkpoint as it was cosigned. */
  note: string;
}

/** What a witness must never forget: its key and, for each log, the largest tree that it cosigned. One process at a time. */
export class WitnessState {
  readonly cosigner: Cosigner;
  private readonly heads = new Map<string, KeptHead>();

  constructor(
    private readonly folder: string,
    name: string,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.cosigner = createCosigner({ name, privateKey: createPrivateKey(this.key()) });
  }

  latest(origin: string): KeptHead | undefined {
    const known = this.heads.get(origin) ?? this.read(origin);
    if (known) this.heads.set(origin, known);
    return known;
  }

  /** On disk before it resolves: nothing may be cosigned that could be forgotten. */
  async keep(origin: string, head: KeptHead): Promise<void> {
    const { size, root, note } = head;
    const draft = `${this.path(origin)}.draft`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify({ origin, size, root: root.toString('base64'), note }));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.path(origin));
    this.heads.set(origin, head);
  }

  private read(origin: string): KeptHead | undefined {
    const path = this.path(origin);
    if (!existsSync(path)) return undefined;
    const { size, root, note } = stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { size, root: Buffer.from(root, 'base64'), note };
  }

  private key(): string {
    const path = join(this.folder, 'witness.pem');
    if (!existsSync(path)) {
      const { privateKey } = generateKeyPairSync('ed25519');
      writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    }
    return readFileSync(path, 'utf8');
  }

  private path(origin: string): string {
    return join(this.folder, `${createHash('sha256').update(origin).digest('hex')}.json`);
  }
}
