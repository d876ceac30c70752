import { INFORMATION_SCHEMA_SECRETS, ORDINARY_CATALOGS } from './catalog-relations.js';
import { noteRowAlias } from './check-attribute-call.js';
import type { NodeCheck } from './node-check.js';

/** A table, view or common table expression in FROM. Tables are reported, so that policy can compare them with its list. */
export const checkRelation: NodeCheck = (context) => {
  const { fields, findings, ctes } = context;
  noteRowAlias(context);
  const name = String(fields['relname'] ?? '');
  const schema = fields['schemaname'];
  if (schema === undefined && ctes.has(name)) return;
  findings.addRelation(fields, 'read');
  const location = fields['location'];
  if (fields['catalogname'] !== undefined) findings.refuse('sql-other-database', 'Names another database.', location);
  if (isSensitive(typeof schema === 'string' ? schema : undefined, name)) {
    findings.refuse('sql-system-relation', `${name} may hold secrets or settings of the server.`, location);
  }
};

function isSensitive(schema: string | undefined, name: string): boolean {
  if (schema === 'information_schema') return INFORMATION_SCHEMA_SECRETS.has(name);
  if (schema === 'pg_catalog' || name.startsWith('pg_')) return !ORDINARY_CATALOGS.has(name);
  return schema?.startsWith('pg_') ?? false;
}
