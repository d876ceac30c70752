import type { EffectSource, ToolDocument } from '@countersign/contracts';
import { canonicalBytes } from '@countersign/evidence';
import type { Inspectors } from './inspectors.js';
import { located, problemAt, type LocatedDocument } from './located-document.js';
import { nearest } from './nearest.js';
import { openObjects } from './open-objects.js';
import type { GovernanceProblem } from './problem.js';
import type { Steps } from './steps.js';

type LocatedTool = LocatedDocument<ToolDocument>;

/** Checks that each tool's parts fit together: schema, effect sources, connector. One tool a step. */
export function* checkTools(documents: readonly LocatedDocument[], inspectors: Inspectors): Steps<GovernanceProblem[]> {
  const problems: GovernanceProblem[] = [];
  for (const tool of located(documents, 'Tool')) {
    problems.push(...checkSchema(tool, inspectors), ...checkSources(tool), ...checkConnector(tool));
    yield;
  }
  return problems;
}

function checkSchema(tool: LocatedTool, inspectors: Inspectors): GovernanceProblem[] {
  const { inputSchema } = tool.document;
  const open = openObjects(inputSchema);
  if (open.length > 0) {
    const message = `inputSchema${open[0]} is an open object: add additionalProperties: false`;
    return [problemAt(tool, ['inputSchema'], { message })];
  }
  const fault = jsonFault(inputSchema) ?? inspectors.schemaFault(inputSchema);
  return fault === null ? [] : [problemAt(tool, ['inputSchema'], { message: `inputSchema: ${fault}` })];
}

function jsonFault(value: unknown): string | null {
  try {
    canonicalBytes(value);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function checkSources(tool: LocatedTool): GovernanceProblem[] {
  return tool.document.effects.flatMap((source, index) =>
    pointersOf(source).flatMap((pointer) =>
      missingArgument(tool, pointer.split('/')[1] ?? '', { at: ['effects', index], what: `effect source ${pointer}` }),
    ),
  );
}

function pointersOf(source: EffectSource): string[] {
  if (source.as === 'declared') return [];
  if (source.as === 'http') return [source.url, source.method ?? [], source.headers ?? [], source.body ?? []].flat();
  return source.as === 'shell' ? [source.pointer, source.cwd ?? []].flat() : [source.pointer];
}

function checkConnector(tool: LocatedTool): GovernanceProblem[] {
  const { connector, inputSchema } = tool.document;
  if (connector?.kind !== 'http') return [];
  const inPath = [...connector.path.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  const optional = inPath.filter((name) => name in inputSchema.properties && !inputSchema.required?.includes(name));
  return [
    ...inPath.flatMap((name) => missingArgument(tool, name, { at: ['connector', 'path'], what: 'the path' })),
    ...connector.query.flatMap((name) =>
      missingArgument(tool, name, { at: ['connector', 'query'], what: 'the query' }),
    ),
    ...optional.map((name) =>
      problemAt(tool, ['connector', 'path'], {
        message: `argument "${name}" is part of the path and must be required`,
      }),
    ),
  ];
}

interface Use {
  at: PropertyKey[];
  what: string;
}

function missingArgument(tool: LocatedTool, name: string, { at, what }: Use): GovernanceProblem[] {
  const properties = Object.keys(tool.document.inputSchema.properties);
  if (properties.includes(name)) return [];
  const meant = nearest(name, properties);
  const suggestion = meant ? `did you mean "${meant}"?` : undefined;
  return [
    problemAt(tool, at, { message: `${what} names argument "${name}", which inputSchema does not have`, suggestion }),
  ];
}
