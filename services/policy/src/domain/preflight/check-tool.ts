import type { CompiledTool } from '../compile/compiled-policy.js';
import type { ToolCallOutcome } from '../decide/decide-tool-call.js';
import { fail, pass, warn, type Check } from './check.js';
import { checkObligations } from './check-obligations.js';
import type { Outside } from './outside.js';
import { sampleArguments } from './sample-arguments.js';

interface Around {
  outside: Outside;
  probe: (values: unknown) => ToolCallOutcome;
}

/** Is the tool approved, can its credential be had, and what would policy say to a simple call of it? */
export function checkTool(tool: CompiledTool, { outside, probe }: Around): Check[] {
  const { name } = tool.document;
  const outcome = probe(sampleArguments(tool.document.inputSchema));
  return [
    statusOf(tool),
    ...credentialOf(tool, outside),
    ...approversOf(name, outcome, outside),
    ...checkObligations(tool.document, outcome),
    probed(name, outcome),
  ];
}

function statusOf({ document, definitionDigest, change }: CompiledTool): Check {
  if (document.status === 'approved')
    return pass('tool', document.name, `is approved as ${definitionDigest.slice(0, 19)}`);
  if (change) {
    const remedy = 'Publish it with what its server says now, or approve it again once the server went back.';
    return fail('tool', document.name, `is ${document.status} again: its MCP server changed it`, remedy);
  }
  if (document.status === 'retired')
    return fail('tool', document.name, 'is retired', 'Take it out of the rules, or name the tool that replaced it.');
  return fail('tool', document.name, `is ${document.status}`, 'Review it, set its status to approved, and apply it.');
}

function credentialOf({ document }: CompiledTool, outside: Outside): Check[] {
  if (!document.credential) return [];
  const fault = outside.credentialFaults[document.name];
  if (fault === undefined) return [pass('credential', document.name, `${document.credential.issuer} can issue it`)];
  return [fail('credential', document.name, fault, `Set up the issuer ${document.credential.issuer}.`)];
}

function approversOf(name: string, outcome: ToolCallOutcome, { unreachable, withoutSignIn }: Outside): Check[] {
  if (outcome.reasonCode.startsWith('approvers_')) {
    return [fail('approvers', name, outcome.reasons.join('; '), outcome.remedy ?? 'Name other approvers.')];
  }
  const { approvers } = outcome;
  if (!approvers) return [];
  const reached = approvers.people.filter((person) => !unreachable.includes(person));
  const remedy = 'Give these people the role approver, or name others.';
  const missing = approvers.people.filter((person) => unreachable.includes(person)).join(', ');
  if (reached.length < approvers.quorum)
    return [fail('approvers', name, `may not decide on approvals: ${missing}`, remedy)];
  if (missing) return [warn('approvers', name, `may not decide on approvals: ${missing}`, remedy)];
  const waiting = approvers.people.filter((person) => withoutSignIn.includes(person)).join(', ');
  const invite = 'Give each of them a token: countersign keys person <name>.';
  if (waiting) return [warn('approvers', name, `cannot sign in yet: ${waiting}`, invite)];
  return [pass('approvers', name, `${reached.length} can be asked, ${approvers.quorum} needed`)];
}

/** A probe is made with sample arguments: what a rule says about real ones may differ. */
function probed(name: string, { verdict, reasonCode, reasons, remedy }: ToolCallOutcome): Check {
  const said = `a sample call gets ${verdict} (${reasonCode})`;
  if (verdict !== 'deny') return pass('probe', name, said);
  if (['arguments_invalid', 'effects_unclear', 'no_matching_rule'].includes(reasonCode)) {
    return warn(
      'probe',
      name,
      `${said}: ${reasons[0] ?? ''}`,
      'Give the input schema examples, so that the probe is a likely call.',
    );
  }
  return fail(
    'probe',
    name,
    `${said}: ${reasons[0] ?? ''}`,
    remedy ?? 'Change the policy if the agent needs this tool.',
  );
}
