import { randomBytes } from 'node:crypto';

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const nothing = /^0+$/;

/** W3C trace context: continues the caller's trace under a new span, or begins one. */
export function continueTrace(incoming: string | undefined): string {
  const match = incoming === undefined ? null : form.exec(incoming);
  const span = randomBytes(8).toString('hex');
  if (!match || nothing.test(match[1] ?? '') || nothing.test(match[2] ?? ''))
    return `00-${randomBytes(16).toString('hex')}-${span}-01`;
  return `00-${match[1]}-${span}-${match[3]}`;
}
