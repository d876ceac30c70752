import { objectOf, textOf, textsOf, type JsonObject } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';

/** What the rules need of a decision. */
export interface DecisionFacts {
  callId: string | undefined;
  verdict: string | undefined;
  actionDigest: string | undefined;
  /** The action apart from the policy revision, which the action digest binds too. */
  action: string;
  /** Who may never approve: the run's principal and the agent's owner. */
  excluded: (string | undefined)[];
  /** Who may approve, and how many must. */
  people: string[];
  quorum: number;
}

/** What the rules need of a grant. */
export interface GrantFacts {
  /** The decision that it answers. */
  decisionId: string | undefined;
  actionDigest: string | undefined;
  expiresAt: string | undefined;
}

/** Every decision and grant seen so far, for the rules that ask what was permitted. */
export class Permissions {
  private readonly decisions = new Map<string, DecisionFacts>();
  private readonly grants = new Map<string, GrantFacts>();

  /** To be called before the rules see the same row. */
  learn({ type, data }: LeafRow): void {
    if (type === 'ToolCallDecided' || type === 'ModelCallDecided') {
      const decision = objectOf(data['decision']);
      this.decisions.set(String(decision['decisionId']), decisionFacts(decision));
    } else if (type === 'ApprovalGranted') {
      const grant = objectOf(data['grant']);
      this.grants.set(String(grant['grantId']), {
        decisionId: textOf(grant['decisionId']),
        actionDigest: textOf(grant['actionDigest']),
        expiresAt: textOf(grant['expiresAt']),
      });
    }
  }

  decision(id: unknown): DecisionFacts | undefined {
    return typeof id === 'string' ? this.decisions.get(id) : undefined;
  }

  grant(id: unknown): GrantFacts | undefined {
    return typeof id === 'string' ? this.grants.get(id) : undefined;
  }
}

const ACTION_MEMBERS = [
  'tenant',
  'agent',
  'tool',
  'toolDefinitionDigest',
  'argumentsDigest',
  'target',
  'credentialScope',
];

function decisionFacts(decision: JsonObject): DecisionFacts {
  const approvers = objectOf(decision['approvers']);
  return {
    callId: textOf(decision['callId']) ?? textOf(decision['modelCallId']),
    verdict: textOf(decision['verdict']),
    actionDigest: textOf(decision['actionDigest']),
    action: JSON.stringify(ACTION_MEMBERS.map((name) => decision[name])),
    excluded: [textOf(decision['principal']), textOf(decision['owner'])],
    people: [...textsOf(approvers['people']), ...textsOf(objectOf(approvers['escalate'])['people'])],
    quorum: Number(approvers['quorum'] ?? 0),
  };
}
