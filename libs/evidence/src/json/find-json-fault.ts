import type { JsonRefusal } from './json-refusal.js';
import { JsonFault, JsonWalker } from './json-walker.js';

/**
 * Reads input again that the hot path did not accept, strictly by RFC 8259, and names the first fault. Should it find
 * none, the two passes disagree; the input is refused all the same.
 */
export function findJsonFault(bytes: Buffer, maxDepth: number): JsonRefusal {
  try {
    new JsonWalker(bytes, maxDepth).walk();
  } catch (fault) {
    if (fault instanceof JsonFault) return fault.refusal;
    throw fault;
  }
  return { reasonCode: 'json_syntax', message: 'the input cannot be read in one way only', offset: 0 };
}
