/** One finding of a preflight. */
export interface Check {
  /** What was looked at: agent, owner, policies, tool, credential, approvers, budget, probe. */
  about: string;
  subject: string;
  result: 'pass' | 'warn' | 'fail';
  message: string;
  remedy?: string;
}

export function pass(about: string, subject: string, message: string): Check {
  return { about, subject, result: 'pass', message };
}

export function warn(about: string, subject: string, ...[message, remedy]: [string, string]): Check {
  return { about, subject, result: 'warn', message, remedy };
}

export function fail(about: string, subject: string, ...[message, remedy]: [string, string]): Check {
  return { about, subject, result: 'fail', message, remedy };
}
