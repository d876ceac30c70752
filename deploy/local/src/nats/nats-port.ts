import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The address the server bound, from the file it writes into `--ports_file_dir` once it listens; null before. */
export function readNatsPort(folder: string, binary: string, pid: number): number | null {
  try {
    const { nats } = JSON.parse(readFileSync(join(folder, `${basename(binary)}_${pid}.ports`), 'utf8')) as {
      nats: string[];
    };
    return nats[0] === undefined ? null : Number(new URL(nats[0]).port);
  } catch {
    return null;
  }
}
