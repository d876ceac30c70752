import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import { AddressRefused } from './address-guard.js';
import { TooMuchSaid, type McpWire } from './mcp-wire.js';
import { wasNotSent } from './was-not-sent.js';
import { wasTooSlow } from './was-too-slow.js';

const notSent = (reasonCode: string, message: string): TargetAnswer => ({ kind: 'not-sent', reasonCode, message });
const lost = (reasonCode: string, message: string): TargetAnswer => ({ kind: 'lost', reasonCode, message });
const empty = { contentType: '', bytes: new Uint8Array() };

/** What an error means for the call. Told without the address, which may be nobody's business. */
export function failureOf(error: unknown, wire: McpWire): TargetAnswer {
  const cause = wire.fault ?? error;
  if (cause instanceof AddressRefused || (cause as { cause?: unknown }).cause instanceof AddressRefused) {
    return notSent('target_address_refused', 'The target has an address that this gateway may not reach.');
  }
  if (wire.fault !== null && wasNotSent(wire.fault)) {
    return notSent('target_unreachable', 'The target cannot be reached; nothing was sent.');
  }
  return wire.callBegan ? afterSending(error, wire) : beforeSending(error, wire);
}

function beforeSending(error: unknown, wire: McpWire): TargetAnswer {
  if (isTimeout(error, wire)) {
    return notSent('target_timeout', 'The MCP server did not answer in time; the call was not sent.');
  }
  const refused = error instanceof ProtocolError || wire.status >= 300;
  const message = `The MCP server did not let the call be made${wire.status >= 300 ? ` (${wire.status})` : ''}.`;
  if (refused) return notSent('target_refused', message);
  return notSent('target_protocol_error', 'The target did not speak MCP as expected; the call was not sent.');
}

function afterSending(error: unknown, wire: McpWire): TargetAnswer {
  if (wire.fault instanceof TooMuchSaid) return { kind: 'answered', status: wire.status, ...empty, complete: false };
  if (wire.status >= 300) return { kind: 'answered', status: wire.status, ...empty, complete: true };
  if (error instanceof ProtocolError) return refusedBy(`The MCP server answered with error ${error.code}.`);
  if (isTimeout(error, wire)) return lost('target_timeout', 'The target did not answer in time.');
  if (error instanceof SdkError && error.code === SdkErrorCode.UnsupportedResultType) {
    return refusedBy('The MCP server asked for something that this gateway does not give.');
  }
  if (error instanceof SdkError && error.code === SdkErrorCode.InvalidResult) {
    return lost('target_answer_invalid', 'The answer of the target cannot be read.');
  }
  return lost('target_connection_lost', 'The connection to the target broke before its answer was complete.');
}

function refusedBy(message: string): TargetAnswer {
  const fault = { reasonCode: 'target_refused', message };
  return { kind: 'answered', status: 200, ...empty, complete: true, fault };
}

function isTimeout(error: unknown, wire: McpWire): boolean {
  const byProtocol =
    error instanceof SdkError && !(error instanceof SdkHttpError) && error.code === SdkErrorCode.RequestTimeout;
  return byProtocol || (wire.fault !== null && wasTooSlow(wire.fault)) || wasTooSlow(error);
}
