/** The members of a response object that this gateway reads or acts on. */
export const responseMembers: ReadonlySet<string> = new Set([
  ...['id', 'object', 'model', 'status', 'output', 'usage', 'error', 'incomplete_details'],
]);
