import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExportFilesOnDisk } from './export-files-on-disk.js';

/** In the given folder, or in a fresh one that nobody else can look into. */
export async function openExportFiles(folder: string | undefined, now: () => number): Promise<ExportFilesOnDisk> {
  return new ExportFilesOnDisk(folder ?? (await mkdtemp(join(tmpdir(), 'countersign-exports-'))), now);
}
