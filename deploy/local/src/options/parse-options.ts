import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface LaunchOptions {
  dataDir: string;
  /** First of the ports to use; the usual ones, or those of the last start, when null. */
  portBase: number | null;
  json: boolean;
  help: boolean;
}

export type ParsedOptions = { ok: true; options: LaunchOptions } | { ok: false; message: string };

const highestBase = 65_000;

function parseBase(text: string | undefined): number | null | 'wrong' {
  if (text === undefined) return null;
  const base = Number(text);
  return Number.isInteger(base) && base >= 1024 && base <= highestBase ? base : 'wrong';
}

/** The command line of `npm start -- ...`, with the folder of the checkout for relative data folders. */
export function parseOptions(argv: readonly string[], root: string): ParsedOptions {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string', default: '.countersign' },
        'port-base': { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const portBase = parseBase(values['port-base']);
    if (portBase === 'wrong') {
      return {
        ok: false,
        message: `--port-base takes a port from 1024 to ${highestBase}, not "${values['port-base']}".`,
      };
    }
    return {
      ok: true,
      options: { dataDir: resolve(root, values.data), portBase, json: values.json, help: values.help },
    };
  } catch (error) {
    return { ok: false, message: `${(error as Error).message}\nSee: npm start -- --help` };
  }
}
