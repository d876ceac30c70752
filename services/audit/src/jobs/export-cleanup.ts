import type { ReportError } from '@countersign/messaging';
import type { ExportFiles } from '../ports/export-files.js';

const keptMs = 60 * 60 * 1_000;
const everyMs = 5 * 60 * 1_000;

/** Removes bundles that nobody fetched within the hour. Returns how to stop. */
export function startExportCleanup(files: ExportFiles, report: ReportError): () => void {
  const clean = () => {
    files.removeOlderThan(keptMs).catch((error: unknown) => report(error, { part: 'export clean-up' }));
  };
  clean();
  const timer = setInterval(clean, everyMs);
  return () => clearInterval(timer);
}
