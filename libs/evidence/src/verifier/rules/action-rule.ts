import { canonicalText } from '../canonical-text.js';
import { sha256Of } from '../bytes.js';
import type { CheckLog } from '../findings.js';
import { objectOf, type JsonObject } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';
import type { Rule } from './rule.js';

/** What one action is, and nothing else: the members that its digest binds. */
const BOUND_MEMBERS = [
  'tenant',
  'agent',
  'tool',
  'toolDefinitionDigest',
  'argumentsDigest',
  'target',
  'credentialScope',
  'policyRevision',
];

/** The digest that approvals and executions name is that of the action the decision describes. */
export class ActionRule implements Rule {
  private decisions = 0;

  constructor(private readonly log: CheckLog) {}

  see({ index, id, type, data }: LeafRow): void {
    if (type !== 'ToolCallDecided') return;
    this.decisions++;
    const decision = objectOf(data['decision']);
    if (actionDigestOf(decision) === decision['actionDigest']) return;
    this.log.fail('action_digest_mismatch', 'the action digest is not that of the action it describes', { index, id });
  }

  finish(): void {
    this.log.done('action digest of every decision', this.decisions);
  }
}

function actionDigestOf(decision: JsonObject): string {
  const action = Object.fromEntries(BOUND_MEMBERS.map((name) => [name, decision[name]]));
  return `sha256:${sha256Of(Buffer.from(canonicalText(action))).toString('hex')}`;
}
