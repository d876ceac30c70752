import { readFileSync } from 'node:fs';
import { CommandError } from '../output/command-error.js';

/** The text of a file, or of standard input for "-". Some shells write UTF-16 or put a byte order mark in front. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(`${file} is no text. A plan is checked as JSON: terraform show -json plan.bin > plan.json`);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
