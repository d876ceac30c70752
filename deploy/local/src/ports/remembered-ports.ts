import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeAtomically } from '../files/write-atomically.js';
import { listeningParts, type Ports } from './parts.js';

const rememberedSchema = z.partialRecord(z.enum(listeningParts), z.int().min(1).max(65_535));

/** The ports of the last start, so that addresses stay the same; an unreadable file is no reason not to start. */
export function rememberedPorts(path: string): Partial<Ports> {
  if (!existsSync(path)) return {};
  try {
    return rememberedSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}

export function rememberPorts(path: string, ports: Ports): void {
  writeAtomically(path, `${JSON.stringify(ports, null, 2)}\n`, 0o644);
}
