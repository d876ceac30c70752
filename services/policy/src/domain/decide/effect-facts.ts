import type { Effect } from '@countersign/contracts';
import type { EffectAnalysis } from '@countersign/effects';
import type { CompiledTool } from '../compile/compiled-policy.js';
import { canTouch, type TargetKind } from '../governance/target-sources.js';
import type { EffectFacts } from './policy-input.js';

/** A call that touches more targets than this is not judged target by target. */
const maxTargets = 400;

type Listed = Pick<EffectFacts, TargetKind>;
type Targets = { [K in TargetKind]: NonNullable<Listed[K]> };

const nothing: Targets = { paths: [], relations: [], functions: [], services: [], requests: [] };

/** What the analysis says, in the form that rules are written against. */
export function effectFacts(tool: CompiledTool, analysis: EffectAnalysis): EffectFacts {
  const targets = targetsOf(tool, analysis);
  const tooMany = Object.values(targets).reduce((count, { length }) => count + length, 0) > maxTargets;
  const listed = <K extends TargetKind>(kind: K): Targets[K] | null => {
    if (!canTouch(tool.document, kind)) return null;
    return tooMany ? nothing[kind] : targets[kind];
  };
  return {
    proven: analysis.proven && !tooMany,
    kinds: kindsOf(analysis),
    paths: listed('paths'),
    relations: listed('relations'),
    functions: listed('functions'),
    services: listed('services'),
    requests: listed('requests'),
  };
}

function targetsOf(tool: CompiledTool, analysis: EffectAnalysis): Targets {
  const { paths, relations, functions, requests } = analysis;
  const shown = effectsOfCommands(tool, analysis);
  return {
    paths: paths.map(({ path, access }) => ({ path, access })),
    relations: [
      ...relations.map(({ schema, name, access }) => ({ name: qualified(tool, name, schema), access })),
      ...relationsOfCommand(shown),
    ],
    functions,
    services: servicesOfCommand(shown),
    requests: requests.map(({ host, method, port, path, private: inside }) => ({
      host,
      method,
      port,
      path,
      private: inside,
    })),
  };
}

function kindsOf({ effects }: EffectAnalysis): string[] {
  return [...new Set(effects.map(({ kind }) => kind))].sort();
}

/** Without what a definition declares: that belongs to the tool itself, which rules name already. */
function effectsOfCommands({ document }: CompiledTool, { effects }: EffectAnalysis): Effect[] {
  const commands = document.effects.flatMap((source) => (source.as === 'shell' ? [source.pointer] : []));
  return effects.filter(({ span }) => span !== undefined && commands.includes(span.pointer));
}

function servicesOfCommand(shown: readonly Effect[]): string[] {
  return [...new Set(shown.flatMap(({ target }) => (target.type === 'service' ? [target.name] : [])))];
}

/** Tables that a database client is told to read, as the statement names them. */
function relationsOfCommand(shown: readonly Effect[]): Targets['relations'] {
  const tables = shown.filter(({ target }) => target.type === 'relation');
  return tables.map(({ kind, target }) => ({ name: target.name, access: kind }));
}

/** A bare table name means the connector's one schema; where no connector fixes it, the name stays bare. */
function qualified({ document }: CompiledTool, name: string, schema: string | undefined): string {
  const known = schema ?? (document.connector?.kind === 'postgres' ? document.connector.searchPath : undefined);
  return known === undefined ? name : `${known}.${name}`;
}

/** Of a call that was not analysed at all. */
export const noEffectFacts: EffectFacts = {
  proven: false,
  kinds: [],
  paths: null,
  relations: null,
  functions: null,
  services: null,
  requests: null,
};
