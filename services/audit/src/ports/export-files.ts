export interface ExportFile {
  /** Relative, with forward slashes. */
  path: string;
  bytes: number;
}

/** The folder in which evidence bundles wait to be fetched. A bundle belongs to one tenant and is found only under it. */
export interface ExportFiles {
  /** Where a new bundle is to be written. */
  place(tenant: string, exportId: string): string;
  list(tenant: string, exportId: string): Promise<ExportFile[]>;
  /** Null when the bundle has no such file. */
  read(file: { tenant: string; exportId: string; path: string }, from: number, most: number): Promise<Buffer | null>;
  remove(tenant: string, exportId: string): Promise<void>;
  removeOlderThan(milliseconds: number): Promise<void>;
}
