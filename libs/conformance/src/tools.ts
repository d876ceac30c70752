/** The tools that the kit's governance knows, by what is to become of their calls. */
export const tools = {
  allowed: 'conformance_allowed',
  denied: 'conformance_denied',
  held: 'conformance_held',
  /** Takes no arguments; allowed. */
  ping: 'conformance_ping',
  /** Takes free text as `input`; allowed. */
  text: 'conformance_text',
} as const;
