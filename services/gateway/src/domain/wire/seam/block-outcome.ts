/** Data beside the prose, for programs; only what the tenant lets the agent know. */
type MachineNote = {
  status: 'denied' | 'held';
  call_id: string;
  /** Absent where policy was not asked. */
  decision_id?: string;
  reason_code?: string;
  rule?: string;
  remedy?: string;
  approval_id?: string;
  approval_url?: string;
  expires_at?: string;
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
