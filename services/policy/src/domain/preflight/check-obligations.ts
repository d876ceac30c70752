import type { Decision, ToolDocument } from '@countersign/contracts';
import type { ToolCallOutcome } from '../decide/decide-tool-call.js';
import { fail, type Check } from './check.js';

type Obligation = keyof Decision['obligations'];

/** The gateway refuses a call with an obligation that it cannot keep, so the rules would let through what never runs. */
export function checkObligations(tool: ToolDocument, { obligations }: ToolCallOutcome): Check[] {
  return (Object.keys(obligations) as Obligation[]).flatMap((obligation) => {
    const found = cannotKeep(obligation, tool);
    if (!found) return [];
    return [fail('obligation', tool.name, `gets ${obligation} from a rule: ${found.why}`, found.remedy)];
  });
}

function cannotKeep(obligation: Obligation, { connector }: ToolDocument): { why: string; remedy: string } | undefined {
  if (!connector) {
    const why = 'the agent runs this tool itself, where the gateway cannot keep it, so each call is refused';
    return { why, remedy: 'Leave the obligation out, or give the tool a connector.' };
  }
  if (obligation === 'maxRows' && connector.kind !== 'postgres') {
    const remedy = 'Leave maxRows out, or limit the result with maxBytes.';
    return { why: 'only a postgres connector can keep it, so each call is refused', remedy };
  }
  if (obligation !== 'dryRunFirst' || (connector.kind === 'http' && connector.dryRun)) return undefined;
  const why = 'its connector does not say what makes a request a dry run, so each call is refused';
  return { why, remedy: 'Leave dryRunFirst out, or say it in an http connector: dryRun: { query: { dryRun: All } }.' };
}
