import type { Place, VerificationReport } from './report.js';

/** The report for people. */
export function reportText({
  verdict,
  bundle,
  checks,
  failures,
  observations,
  totals,
  warnings,
}: VerificationReport): string {
  const about =
    bundle === null
      ? 'a bundle without a readable manifest'
      : `tenant ${bundle.tenant}, log ${bundle.origin}, ${eventsText(bundle)}, exported ${bundle.createdAt}`;
  const lines = [
    `${verdict === 'verified' ? 'VERIFIED' : 'VERIFICATION FAILED'}: ${about}`,
    '',
    ...checks.map((check) => `${check.passed ? 'ok    ' : 'FAILED'}  ${check.name}: ${check.checked} (${check.count})`),
    ...titled(
      'Failures',
      failures.map(({ verdict: name, message, ...place }) => `${name}${placeText(place)}: ${message}`),
    ),
    ...titled(
      'Worth knowing',
      observations.map(({ kind, message, ...place }) => `${kind}${placeText(place)}: ${message}`),
    ),
    ...titled(
      'Totals',
      Object.entries(totals).map(([name, count]) => `${name}: ${count}`),
    ),
    ...titled('Mind', warnings),
  ];
  return lines.map(printable).join('\n');
}

/** Both ends are in it, as people count; the report as JSON has the end that is not. */
function eventsText({ from, to }: { from: number; to: number }): string {
  return to > from ? `events ${from} to ${to - 1}` : 'no events';
}

/** What a bundle says may be made to confuse a terminal. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function placeText({ file, index, id }: Place): string {
  const parts = [file, index === undefined ? undefined : `index ${index}`, id === undefined ? undefined : `id ${id}`];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}
