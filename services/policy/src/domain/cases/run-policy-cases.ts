import { durationInSeconds, type CasesDocument, type PolicyCase } from '@countersign/contracts';
import type { CallContext } from '../decide/call-context.js';
import { decideModelCall } from '../decide/decide-model-call.js';
import { decideToolCall } from '../decide/decide-tool-call.js';
import type { LoadedRevision } from '../decide/loaded-revision.js';
import { finish, type Steps } from '../governance/steps.js';
import { differences, type CaseOutcome } from './differences.js';

export interface CaseResult {
  /** The Cases document and the case in it. */
  cases: string;
  name: string;
  passed: boolean;
  /** What came out otherwise than expected; empty when it passed. */
  differences: string[];
  /** Why the rules that were considered did or did not apply, for a case that failed. */
  trace: string[];
}

/** Decides every case under a revision and compares. Nothing is published or stored. */
export function runPolicyCases(revision: LoadedRevision, documents: readonly CasesDocument[]): CaseResult[] {
  return finish(policyCaseSteps(revision, documents));
}

/** The same, one case a step. */
export function* policyCaseSteps(revision: LoadedRevision, documents: readonly CasesDocument[]): Steps<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const document of documents) {
    for (const one of document.cases) {
      results.push(resultOf(revision, document.name, one));
      yield;
    }
  }
  return results;
}

function resultOf(revision: LoadedRevision, cases: string, one: PolicyCase): CaseResult {
  const outcome = outcomeOf(revision, one);
  const found = differences(one.expect, outcome);
  const trace = outcome.trace.map(({ rule, why }) => `${rule.policy}/${rule.name}: ${why}`);
  const passed = found.length === 0;
  return { cases, name: one.name, passed, differences: found, trace: passed ? [] : trace };
}

function outcomeOf(revision: LoadedRevision, one: PolicyCase): CaseOutcome {
  const context = contextOf(one.context);
  if (one.tool !== undefined) {
    const proposed = { agent: one.agent, tool: one.tool, arguments: one.arguments ?? {} };
    return { type: 'ToolCallDecided', ...decideToolCall(revision, proposed, context) };
  }
  const provider = one.provider === undefined ? {} : { provider: one.provider };
  const proposed = { agent: one.agent, model: one.model ?? '', parameters: one.parameters ?? {}, ...provider };
  return { type: 'ModelCallDecided', ...decideModelCall(revision, proposed, context) };
}

function contextOf({ now, history, ...told }: PolicyCase['context']): CallContext {
  const nowMs = Date.parse(now);
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const earlier = history?.map(({ tool, ago }) => ({ tool, atMs: nowMs - durationInSeconds(ago) * 1000 }));
  return { nowMs, ...(known as Partial<CallContext>), ...(earlier ? { history: earlier } : {}) };
}
