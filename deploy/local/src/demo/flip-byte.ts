import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Changes one bit of one byte: the first of `target`, in the first event of the bundle that holds all the marks. */
export function flipByte(bundle: string, marks: readonly string[], target: string): string {
  const folder = join(bundle, 'events');
  for (const name of readdirSync(folder).sort()) {
    const bytes = readFileSync(join(folder, name));
    const line = bytes
      .toString('latin1')
      .split('\n')
      .find((text) => marks.every((mark) => text.includes(mark)));
    if (line === undefined) continue;
    const at = bytes.indexOf(Buffer.from(line, 'latin1')) + line.indexOf(target);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(join(folder, name), bytes);
    return `events/${name}`;
  }
  throw new Error(`no event of the bundle holds ${marks.join(' and ')}`);
}
