import { eventDefinitionOf } from '@countersign/contracts';

/** `<writer>.<type>` of what a subject, or a filter such as `evt.policy.*.ToolCallDecided.*`, is about. */
export function kindOfSubject(subject: string): string {
  const [, writer, , type] = subject.split('.');
  return `${writer}.${type}`;
}

/** `<writer>.<type>` of an event type. */
export function kindOf(type: string): string {
  const definition = eventDefinitionOf(type);
  if (!definition) throw new Error(`no such event type: ${type}`);
  return `${definition.writer}.${type}`;
}
