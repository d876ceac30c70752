import type { Detector, Hit } from './finding.js';
import { findAccountNumbers } from './numbers/find-account-numbers.js';
import { findCards } from './numbers/find-cards.js';
import { findIbans } from './numbers/find-ibans.js';
import { findEmails } from './personal/find-emails.js';
import { findNationalIds } from './personal/find-national-ids.js';
import { findPhones } from './personal/find-phones.js';
import { findAssignments } from './secrets/find-assignments.js';
import { findPrivateKeys } from './secrets/find-private-keys.js';
import { findTokens } from './secrets/find-tokens.js';
import { findUrlCredentials } from './secrets/find-url-credentials.js';
import { resolveOverlaps } from './text/resolve-overlaps.js';

/** Only looked for where there are digits in a row, which most prose has none of. */
const numeric: readonly Detector[] = [findCards, findIbans, findAccountNumbers, findPhones, findNationalIds];
const textual: readonly Detector[] = [findTokens, findPrivateKeys, findUrlCredentials, findAssignments, findEmails];
/** At least six digits with gaps, or digits between capitals as in an Italian tax number. */
const digits = /\d(?:[ ()./-]{0,2}\d){5}|\d{2}[A-Z]\d{2}[A-Z]/;

/** Everything that the detectors find in one text, the tenant's own included, in the order of the text. */
export function scanText(text: string, custom?: Detector): Hit[] {
  const detectors = digits.test(text) ? [...textual, ...numeric] : textual;
  const found = resolveOverlaps(detectors.flatMap((detector) => detector(text)));
  const own = custom?.(text) ?? [];
  return own.length === 0 ? found : [...found, ...own].sort((a, b) => a.start - b.start || a.end - b.end);
}
