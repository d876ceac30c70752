import { decideToolCall } from '../decide/decide-tool-call.js';
import type { LoadedRevision } from '../decide/loaded-revision.js';
import { globMatcher } from '../governance/glob.js';
import { fail, pass, warn, type Check } from './check.js';
import { checkTool } from './check-tool.js';
import type { Outside } from './outside.js';
import { toolsInReach } from './tools-in-reach.js';

export interface Preflight {
  agent: string;
  result: Check['result'];
  checks: Check[];
}

/** Would this agent work if it started now? Every finding names its remedy. */
export function preflight(revision: LoadedRevision, agent: string, outside: Outside): Preflight {
  const checks = [...agentChecks(revision, agent), ...budgetChecks(revision, agent)];
  const tools = toolsInReach(revision.compiled, agent);
  checks.push(
    tools.length > 0
      ? pass('policies', agent, `rules speak about ${tools.length} tool(s)`)
      : fail('policies', agent, 'no rule lets this agent do anything', 'Write a policy that names the agent.'),
  );
  for (const tool of tools) {
    const probe = (values: unknown) => {
      const { environment } = outside;
      const context = { nowMs: outside.nowMs, principal: null, ...(environment === undefined ? {} : { environment }) };
      return decideToolCall(revision, { agent, tool: tool.document.name, arguments: values }, context);
    };
    checks.push(...checkTool(tool, { outside, probe }));
  }
  return { agent, result: worst(checks), checks };
}

function agentChecks({ compiled }: LoadedRevision, name: string): Check[] {
  const agent = compiled.agents.get(name)?.document;
  if (!agent) return [fail('agent', name, 'is not registered', 'Register it in the governance folder and apply it.')];
  const status =
    agent.status === 'active'
      ? pass('agent', name, 'is active')
      : fail('agent', name, `is ${agent.status}`, 'Set its status to active, or use another agent.');
  return [status, pass('owner', name, `${agent.owner} answers for it`)];
}

function budgetChecks({ compiled }: LoadedRevision, name: string): Check[] {
  const budgets = compiled.budgets.filter(({ agents }) => agents.some((pattern) => globMatcher(pattern)(name)));
  if (budgets.length === 0) return [warn('budget', name, 'has no budget', 'Add a Budget that names the agent.')];
  return budgets.map((one) => pass('budget', name, `${one.name}: ${one.limit} ${one.currency} per ${one.period}`));
}

function worst(checks: readonly Check[]): Check['result'] {
  return (['fail', 'warn'] as const).find((result) => checks.some((check) => check.result === result)) ?? 'pass';
}
