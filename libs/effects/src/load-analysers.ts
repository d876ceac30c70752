import { loadSqlParser } from './sql/parse-sql.js';

/** Loads what the analysers need (Postgres' parser as WebAssembly). Await it once before the first call is decided. */
export async function loadAnalysers(): Promise<void> {
  await loadSqlParser();
}
