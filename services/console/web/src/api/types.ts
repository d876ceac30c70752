import type { approvalViewSchema, getCheckpoint, listApprovals, listBudgets, listEvents } from '@countersign/contracts';
import type { z } from 'zod';

export type Approval = z.infer<typeof approvalViewSchema>;
export type ApprovalPage = z.infer<typeof listApprovals.response>;
export type EventPage = z.infer<typeof listEvents.response>;
export type BudgetPage = z.infer<typeof listBudgets.response>;
export type BudgetView = BudgetPage['budgets'][number];
export type CheckpointView = z.infer<typeof getCheckpoint.response>;

export interface Me {
  tenant: string;
  person: string;
  roles: string[];
  displayName: string;
}
