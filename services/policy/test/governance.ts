import { governanceDocumentSchema, type GovernanceDocument } from '@countersign/contracts';
import { compileGovernance } from '../src/domain/compile/compile-governance.js';
import type { LoadedRevision } from '../src/domain/decide/loaded-revision.js';
import { finish } from '../src/domain/governance/steps.js';
import { ArgumentValidators } from '../src/engine/argument-validators.js';
import { PatternEngine } from '../src/engine/pattern-engine.js';
import { loadPolicyModule } from '../src/engine/policy-module.js';
import { engineSteps } from '../src/engine/wasm-engine.js';

export const program = loadPolicyModule();
const validators = new ArgumentValidators(new PatternEngine(program));

/** A document as an author would write it. */
export function document(written: Record<string, unknown>): GovernanceDocument {
  return governanceDocumentSchema.parse(written);
}

const person = (name: string) => document({ kind: 'Person', name, displayName: name });

/** People, a group, an agent and four tools; the rules are what a test is about. */
export function governance(rules: unknown[], more: Record<string, unknown>[] = []): GovernanceDocument[] {
  return [
    person('owner'),
    person('ada'),
    person('ben'),
    document({ kind: 'Group', name: 'on-call', members: ['ada', 'ben', 'owner'] }),
    document({ kind: 'Agent', name: 'bot', owner: 'owner' }),
    tool('mail.send', {
      properties: { to: { type: 'array', items: { type: 'string' } }, urgent: { type: 'boolean' } },
    }),
    tool('db.query', { properties: { sql: { type: 'string' } }, effects: [{ as: 'sql', pointer: '/sql' }] }),
    tool('fs.read', {
      properties: { path: { type: 'string' } },
      effects: [{ as: 'path', pointer: '/path', access: 'read' }],
    }),
    tool('http.request', {
      properties: { url: { type: 'string' }, method: { type: 'string' } },
      effects: [{ as: 'http', url: '/url', method: '/method' }],
    }),
    document({ kind: 'Policy', name: 'rules', agents: ['bot'], rules: rules.length > 0 ? rules : [unrelated] }),
    ...more.map(document),
  ];
}

const unrelated = { name: 'about nothing here', tools: ['nothing.*'], verdict: 'deny' };

interface ToolParts {
  properties: Record<string, unknown>;
  effects?: unknown[];
  status?: string;
}

function tool(name: string, { properties, effects, status = 'approved' }: ToolParts): GovernanceDocument {
  const declared = [{ as: 'declared', kind: 'write', target: { type: 'service', name } }];
  return document({
    kind: 'Tool',
    name,
    description: name,
    status,
    inputSchema: { type: 'object', additionalProperties: false, properties },
    effects: effects ?? declared,
  });
}

export function revisionOf(documents: readonly GovernanceDocument[]): LoadedRevision {
  const compiled = compileGovernance(documents);
  const engine = finish(engineSteps(program, compiled.data));
  return { compiled, engine, guards: [], argumentFaults: (one, values) => validators.argumentFaults(one, values) };
}

export const rule = (verdict: string, about: Record<string, unknown>) => ({
  name: `${verdict} ${JSON.stringify(about)}`.slice(0, 180),
  verdict,
  ...about,
  ...(verdict === 'hold' && !('approvers' in about) ? { approvers: { groups: ['on-call'] } } : {}),
});
