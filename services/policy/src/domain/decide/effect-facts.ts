import type { EffectAnalysis } from '@countersign/effects';
import type { CompiledTool } from '../compile/compiled-policy.js';
import { canTouch } from '../governance/target-sources.js';
import type { EffectFacts } from './policy-input.js';

/** A call that touches more targets than this is not judged target by target. */
const maxTargets = 400;

/** What the analysis says, in the form that rules are written against. */
export function effectFacts(tool: CompiledTool, analysis: EffectAnalysis): EffectFacts {
  const { paths, relations, functions, requests } = analysis;
  if (paths.length + relations.length + functions.length + requests.length > maxTargets) return tooMany(tool, analysis);
  const { document } = tool;
  return {
    proven: analysis.proven,
    kinds: kindsOf(analysis),
    paths: canTouch(document, 'paths') ? paths.map(({ path, access }) => ({ path, access })) : null,
    relations: canTouch(document, 'relations')
      ? relations.map(({ schema, name, access }) => ({ name: qualified(tool, name, schema), access }))
      : null,
    functions: canTouch(document, 'functions') ? functions : null,
    requests: canTouch(document, 'requests')
      ? requests.map(({ host, method, port, path, private: inside }) => ({ host, method, port, path, private: inside }))
      : null,
  };
}

function tooMany({ document }: CompiledTool, analysis: EffectAnalysis): EffectFacts {
  return {
    proven: false,
    kinds: kindsOf(analysis),
    paths: canTouch(document, 'paths') ? [] : null,
    relations: canTouch(document, 'relations') ? [] : null,
    functions: canTouch(document, 'functions') ? [] : null,
    requests: canTouch(document, 'requests') ? [] : null,
  };
}

function kindsOf({ effects }: EffectAnalysis): string[] {
  return [...new Set(effects.map(({ kind }) => kind))].sort();
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
  requests: null,
};
