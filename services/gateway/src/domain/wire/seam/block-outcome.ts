/** Data beside the prose, for programs; only what the tenant lets the agent know. */
type MachineNote = {
  status: 'denied' | 'held';
  decisionId: string;
  reasonCode?: string;
  rule?: string;
  remedy?: string;
  approvalId?: string;
  approvalUrl?: string;
  expiresAt?: string;
};

interface PassOutcome {
  kind: 'pass';
}

/** The call does not reach the agent; the text takes its place. */
export interface WithheldOutcome {
  kind: 'deny' | 'held';
  text: string;
  machine: MachineNote;
}

export type BlockOutcome = PassOutcome | WithheldOutcome;

export type BlockOutcomes = ReadonlyMap<string, BlockOutcome>;
