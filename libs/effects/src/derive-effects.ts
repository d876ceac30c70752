import type { Effect, EffectSource } from '@countersign/contracts';
import type { EffectAnalysis } from './effect-analysis.js';
import { analyseHttp } from './http/analyse-http.js';
import { analysePath } from './path/analyse-path.js';
import { resolvePointer } from './resolve-pointer.js';
import { sealEffects, unknownEffect } from './seal-effects.js';
import { analyseShell } from './shell/analyse-shell.js';
import { analyseSql } from './sql/analyse-sql.js';

export interface DeriveOptions {
  /** Private hosts that governance names as targets (`host` or `host:port`). */
  privateHosts?: readonly string[];
}

type Part = Partial<EffectAnalysis> & Pick<EffectAnalysis, 'effects' | 'proven'>;
type SourceOf<K extends EffectSource['as']> = Extract<EffectSource, { as: K }>;

/** What a call with these arguments would do, by the sources that its tool's definition names. Never throws. */
export function deriveEffects(
  sources: readonly EffectSource[],
  args: unknown,
  options: DeriveOptions = {},
): EffectAnalysis {
  if (sources.length === 0) {
    return combine([unproven('no-effect-source', 'The tool does not say which argument shows what it does.')]);
  }
  return combine(sources.map((source) => derivePart(source, args, options)));
}

function derivePart(source: EffectSource, args: unknown, options: DeriveOptions): Part {
  try {
    return deriveOne(source, args, options);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return unproven('analysis-failed', `The ${source.as} argument could not be analysed: ${detail}`.slice(0, 500));
  }
}

function deriveOne(source: EffectSource, args: unknown, options: DeriveOptions): Part {
  switch (source.as) {
    case 'shell':
      return deriveShell(source, args);
    case 'sql':
      return withText(args, source.pointer, (sql) => analyseSql({ sql, pointer: source.pointer }));
    case 'path':
      return withText(args, source.pointer, (path) => analysePath({ ...source, path }));
    case 'http':
      return deriveHttp(source, args, options);
    case 'declared':
      return deriveDeclared(source);
  }
}

/** Without a working directory relative paths stay unknown; one that is given must be a clean, absolute path. */
function deriveShell({ pointer, cwd: cwdPointer }: SourceOf<'shell'>, args: unknown): Part {
  const given = cwdPointer === undefined ? undefined : resolvePointer(args, cwdPointer);
  if (cwdPointer === undefined || given === undefined) {
    return withText(args, pointer, (command) => analyseShell({ command, pointer }));
  }
  return withText(args, cwdPointer, (cwd) => {
    const place = analysePath({ path: cwd, access: 'read', pointer: cwdPointer });
    return withText(args, pointer, (command) => {
      const shell = analyseShell({ command, pointer, cwd });
      return { ...shell, proven: shell.proven && place.proven, reasons: [...shell.reasons, ...place.reasons] };
    });
  });
}

/** A source without a method pointer belongs to a tool that only fetches. A named method must be there. */
function deriveHttp(source: SourceOf<'http'>, args: unknown, options: DeriveOptions): Part {
  const body = source.body === undefined ? undefined : resolvePointer(args, source.body);
  const headers = source.headers === undefined ? undefined : resolvePointer(args, source.headers);
  const request = { pointer: source.url, headers, hasBody: hasContent(body), privateHosts: options.privateHosts ?? [] };
  return withText(args, source.url, (url) => {
    const methodPointer = source.method;
    if (methodPointer === undefined) return analyseHttp({ ...request, url, method: 'GET' });
    return withText(args, methodPointer, (method) => analyseHttp({ ...request, url, method, methodPointer }));
  });
}

const hasContent = (body: unknown): boolean => body !== undefined && body !== null && body !== '';

function deriveDeclared(source: SourceOf<'declared'>): Part {
  const effect: Effect = { kind: source.kind, target: source.target, why: "Declared by the tool's definition." };
  return { effects: [effect], proven: source.kind !== 'unknown' };
}

/** Analyses the text at a pointer; anything but a text proves nothing. */
function withText(args: unknown, pointer: string, analyse: (text: string) => Part): Part {
  const value = resolvePointer(args, pointer);
  if (typeof value === 'string') return analyse(value);
  const what = value === undefined ? 'missing' : 'not a text';
  return unproven('argument', `The argument ${pointer} is ${what}.`);
}

const unproven = (code: string, message: string): Part => ({
  effects: [unknownEffect(message)],
  proven: false,
  reasons: [{ code, message }],
});

function combine(parts: readonly Part[]): EffectAnalysis {
  const proven = parts.every((part) => part.proven);
  return {
    effects: sealEffects(
      parts.flatMap((part) => part.effects),
      proven,
    ),
    proven,
    reasons: parts.flatMap((part) => part.reasons ?? []),
    paths: parts.flatMap((part) => part.paths ?? []),
    relations: parts.flatMap((part) => part.relations ?? []),
    functions: [...new Set(parts.flatMap((part) => part.functions ?? []))],
    requests: parts.flatMap((part) => part.requests ?? []),
  };
}
