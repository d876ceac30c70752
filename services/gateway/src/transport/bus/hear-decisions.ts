import {
  eventTypeSubjects,
  modelCallDecided,
  parseEventSubject,
  toolCallDecided,
  type Decision,
  type ModelDecision,
} from '@countersign/contracts';
import { splitEventMessage, type Bus, type ReportError } from '@countersign/messaging';

interface Heard {
  toolCall: (signed: { decision: Decision; signature: string }) => void;
  modelCall: (signed: { decision: ModelDecision; signature: string }) => void;
}

/**
 * Hears decisions at once, each on its way to one waiting request. Only what is signed is read: the handler verifies
 * policy's signature and holds every bound member against the call, which says more than the event's schema could, and
 * audit validates the event itself. This is the hottest path of the service.
 */
export function hearDecisions(bus: Bus, heard: Heard, report: ReportError): void {
  listenTo(bus, { subjects: eventTypeSubjects(toolCallDecided), take: heard.toolCall }, report);
  listenTo(bus, { subjects: eventTypeSubjects(modelCallDecided), take: heard.modelCall }, report);
}

interface Listening<D> {
  subjects: string;
  take: (signed: { decision: D; signature: string }) => void;
}

function listenTo<D>(bus: Bus, { subjects, take }: Listening<D>, report: ReportError): void {
  bus.connection.subscribe(subjects, {
    callback: (error, message) => {
      if (error) return report(error, { subjects });
      const signed = signedIn<D>(message.data);
      if (signed) take(signed);
      else
        report(new Error('a decision cannot be read'), { subject: parseEventSubject(message.subject)?.subject ?? '' });
    },
  });
}

function signedIn<D>(data: Uint8Array): { decision: D; signature: string } | null {
  try {
    const { leafBytes } = splitEventMessage(data);
    const leaf = JSON.parse(
      Buffer.from(leafBytes.buffer, leafBytes.byteOffset, leafBytes.byteLength).toString('utf8'),
    ) as {
      data?: { decision?: unknown; signature?: unknown };
    };
    const { decision, signature } = leaf.data ?? {};
    const readable = typeof decision === 'object' && decision !== null && typeof signature === 'string';
    return readable ? { decision: decision as D, signature } : null;
  } catch {
    return null;
  }
}
