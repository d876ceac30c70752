import { INFORMATION_SCHEMA_SECRETS, ORDINARY_CATALOGS } from './catalog-relations.js';
import { noteRowAlias } from './check-attribute-call.js';
import { isGuarded } from './guarded-relations.js';
import type { NodeCheck, NodeContext } from './node-check.js';
import { asList, isFields } from './tree-node.js';

/** A table, view or common table expression in FROM. Tables are reported, so that policy can compare them with its list. */
export const checkRelation: NodeCheck = (context) => {
  const { fields, findings, ctes } = context;
  noteRowAlias(context);
  const name = String(fields['relname'] ?? '');
  const schema = typeof fields['schemaname'] === 'string' ? fields['schemaname'] : undefined;
  if (schema === undefined && ctes.has(name)) return;
  findings.addRelation(fields, 'read');
  const location = fields['location'];
  if (fields['catalogname'] !== undefined) findings.refuse('sql-other-database', 'Names another database.', location);
  if (isInPartOrdinary(context, schema, name) || !isSensitive(schema, name)) return;
  findings.refuse('sql-system-relation', `${name} may hold secrets or settings of the server.`, location);
};

/** What is an ordinary read for some columns or rows only. New names for the columns would hide which are read. */
function isInPartOrdinary({ fields, findings }: NodeContext, schema: string | undefined, name: string): boolean {
  const { alias, location } = fields;
  if (name === 'pg_settings') return findings.narrowSettings.has(location);
  const { colnames, aliasname } = isFields(alias) ? alias : {};
  const builtIn = schema === undefined || schema === 'pg_catalog';
  if (!isGuarded(name) || !builtIn || asList(colnames).length > 0) return false;
  findings.guardedRelations.push({ name, alias: typeof aliasname === 'string' ? aliasname : name, location });
  return true;
}

function isSensitive(schema: string | undefined, name: string): boolean {
  if (schema === 'information_schema') return INFORMATION_SCHEMA_SECRETS.has(name);
  if (schema === 'pg_catalog' || name.startsWith('pg_')) return !ORDINARY_CATALOGS.has(name);
  return schema?.startsWith('pg_') ?? false;
}
