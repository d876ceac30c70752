import type { EventType, Result } from '@countersign/contracts';
import type { RecordReader } from '../ports/record-reader.js';

const startedOrOver: EventType[] = [
  'ToolCallStarted',
  'ToolCallReleased',
  'ToolCallSucceeded',
  'ToolCallFailed',
  'ToolCallOutcomeUnknown',
];

/** Whether what is sealed says that the call has started or is over. */
export function hasCallStarted(parts: { record: Pick<RecordReader, 'listEvents'> }) {
  return async ({ tenant, callId }: { tenant: string; callId: string }): Promise<Result<{ started: boolean }>> => {
    const found = await parts.record.listEvents(tenant, { subject: callId, types: startedOrOver }, 1);
    return { ok: true, value: { started: found.length > 0 } };
  };
}
