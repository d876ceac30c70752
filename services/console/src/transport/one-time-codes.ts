import { ConfigError } from '@countersign/chassis';
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { secretDigest } from '../domain/secret-digest.js';

const hex = z
  .string()
  .regex(/^(sha256:)?[0-9a-f]{64}$/)
  .transform((value) => `sha256:${value.replace(/^sha256:/, '')}`);
const fileSchema = z.strictObject({ codes: z.array(z.strictObject({ sha256: hex, tokenSha256: hex })).max(100) });
type Codes = z.infer<typeof fileSchema>['codes'];

/** Sign-in codes that work once. Only digests are kept, of the code and of the token it stands for. */
export class OneTimeCodes {
  private constructor(
    private codes: Codes,
    private readonly file: string | undefined,
  ) {}

  static read(file: string | undefined): OneTimeCodes {
    if (file === undefined) return new OneTimeCodes([], undefined);
    try {
      return new OneTimeCodes(fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).codes, file);
    } catch {
      throw new ConfigError(
        `ADMIN_SIGN_IN_FILE names ${file}, which is not of the form { "codes": [{ "sha256", "tokenSha256" }] }.`,
      );
    }
  }

  /** Uses a code up; gives the digest of the token it stands for, or null. */
  async use(code: string): Promise<string | null> {
    const digest = secretDigest(code);
    const found = this.codes.find((entry) => entry.sha256 === digest);
    if (!found) return null;
    this.codes = this.codes.filter((entry) => entry !== found);
    await this.save();
    return found.tokenSha256;
  }

  private async save(): Promise<void> {
    if (this.file === undefined) return;
    const next = `${this.file}.next`;
    await writeFile(next, JSON.stringify({ codes: this.codes }), { mode: 0o600 });
    await rename(next, this.file);
  }
}
