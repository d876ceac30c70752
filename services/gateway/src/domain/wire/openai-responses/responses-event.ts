import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import { textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { parseEvent } from '../stream/parse-event.js';

const members = new Set([
  ...['type', 'sequence_number', 'output_index', 'item_id', 'item', 'response', 'part', 'delta', 'arguments', 'input'],
]);

/** Events that are known by their whole name. */
const lifecycle: ReadonlyMap<string, EventKind> = new Map([
  ...['created', 'queued', 'in_progress'].map((name) => [name, 'start'] as const),
  ...['completed', 'incomplete', 'failed'].map((name) => [name, 'end'] as const),
  ...['output_item.added', 'output_item.done'].map((name) => [name, 'item'] as const),
]);

/** Events that are known by their subject: the name without its last part, which says what happened. */
const subjects: ReadonlyMap<string, EventKind> = new Map([
  ...['function_call_arguments', 'custom_tool_call_input', 'shell_call_command'].map((name) => [name, 'call'] as const),
  ...['shell_call_output_content', 'apply_patch_call_operation_diff'].map((name) => [name, 'call'] as const),
  ...['content_part', 'output_text', 'output_text.annotation', 'refusal', 'audio'].map(
    (name) => [name, 'flow'] as const,
  ),
  ...['audio.transcript', 'reasoning_text', 'reasoning_summary_part'].map((name) => [name, 'flow'] as const),
  ...['reasoning_summary', 'reasoning_summary_text'].map((name) => [name, 'flow'] as const),
  ...['web_search_call', 'file_search_call', 'image_generation_call', 'mcp_call'].map(
    (name) => [name, 'hosted'] as const,
  ),
  ...['mcp_call_arguments', 'mcp_list_tools', 'code_interpreter_call'].map((name) => [name, 'hosted'] as const),
  ...['code_interpreter_call_code'].map((name) => [name, 'hosted'] as const),
]);

/** `call` belongs to a held item only, `flow` and `hosted` to items that pass. */
type EventKind = 'start' | 'end' | 'item' | 'call' | 'flow' | 'hosted';

export interface ResponsesEvent {
  kind: EventKind;
  body: JsonObject & { type: string };
}

export function parseResponsesEvent(data: string): { ok: true; event: ResponsesEvent } | WireRefused {
  const parsed = parseEvent(data);
  if (!parsed.ok) return parsed;
  const body = parsed.value;
  if (findAmbiguousMember(body, members)) {
    return refuseWire('ambiguous_field', 'an event has a member that looks like a known one');
  }
  const type = textOf(body.type) ?? '';
  if (type === 'error') return refuseWire('provider_error', 'the model provider reported an error in the stream');
  const kind = kindOf(type);
  if (!kind) return refuseWire('unknown_wire_block', 'the type of an event is not known');
  return { ok: true, event: { kind, body: { ...body, type } } };
}

function kindOf(type: string): EventKind | undefined {
  if (!type.startsWith('response.')) return undefined;
  const name = type.slice('response.'.length);
  return lifecycle.get(name) ?? subjects.get(name.slice(0, name.lastIndexOf('.')));
}
