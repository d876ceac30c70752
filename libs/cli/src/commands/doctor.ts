import type { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { serverOf, type ServerOptions } from '../config.js';
import { show } from '../output/print.js';

interface Finding {
  name: string;
  ok: boolean;
  detail: string;
}

const servicesSchema = z.looseObject({ services: z.record(z.string(), z.looseObject({ healthUrl: z.string() })) });
const readySchema = z.looseObject({
  status: z.string(),
  checks: z.array(z.looseObject({ name: z.string(), ready: z.boolean() })).default([]),
});

async function probe(name: string, url: string): Promise<Finding> {
  try {
    const response = await fetch(url.replace(/healthz$/, 'readyz'), { signal: AbortSignal.timeout(3_000) });
    const { status, checks } = readySchema.parse(await response.json());
    const missing = checks.filter((check) => !check.ready).map((check) => check.name);
    return { name, ok: response.ok, detail: missing.length === 0 ? status : `waits for ${missing.join(', ')}` };
  } catch {
    return { name, ok: false, detail: `does not answer at ${url}` };
  }
}

async function doctor(command: Command): Promise<void> {
  const options = command.optsWithGlobals<ServerOptions & { json?: boolean }>();
  const file = join(options.data ?? '.countersign', 'dev.json');
  const local = existsSync(file) ? servicesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).services : {};
  const parts = Object.entries(local).map(([name, { healthUrl }]) => probe(name, healthUrl));
  const findings = await Promise.all(parts.length > 0 ? parts : [probe('console', `${serverOf(options).url}/healthz`)]);
  show(
    { findings },
    () => findings.map((finding) => `${finding.ok ? 'ok    ' : 'FAILED'}  ${finding.name}: ${finding.detail}`),
    options.json ?? false,
  );
  if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
}

/** Adds `doctor`: what runs, and what each part waits for. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('what runs, and what each part waits for')
    .action((_: unknown, command: Command) => doctor(command));
}
