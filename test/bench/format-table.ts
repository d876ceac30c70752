/** Columns as wide as they must be; the first to the left, figures to the right. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, nth) => Math.max(title.length, ...rows.map((row) => row[nth]?.length ?? 0)));
  const cell = (text: string, nth: number) =>
    nth === 0 ? text.padEnd(widths[nth] ?? 0) : text.padStart(widths[nth] ?? 0);
  const line = (row: readonly string[]) => row.map(cell).join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(head), rule, ...rows.map(line)].join('\n');
}
