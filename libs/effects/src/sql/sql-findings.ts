import type { Effect } from '@countersign/contracts';
import type { Access, Reason, RelationUse } from '../effect-analysis.js';
import { type SqlArgument, spanAt } from './span-at.js';
import type { TreeFields } from './tree-node.js';

const REASON_LIMIT = 20;

/** What the walk over one SQL text has found so far. Any refusal means that the text is not a proven read. */
export class SqlFindings {
  readonly effects: Effect[] = [];
  readonly reasons: Reason[] = [];
  readonly relations: RelationUse[] = [];
  readonly functions = new Set<string>();
  /** Each `qualifier.name` within a column reference, judged when every alias is known. */
  readonly qualifiedColumns: { qualifier: string; name: string; isColumn: boolean; location: unknown }[] = [];
  /** Aliases of functions in FROM, with the column names that such an alias surely has. */
  readonly functionAliases = new Map<string, ReadonlySet<string>>();
  /** Names in FROM that stand for rows: tables, subqueries, joins, common table expressions. */
  readonly rowAliases = new Set<string>();
  /** The names of each column reference, `undefined` for a star. */
  readonly columnReferences: (readonly (string | undefined)[])[] = [];
  /** System views that are read by name of their columns only. */
  readonly guardedRelations: { name: string; alias: string; location: unknown }[] = [];
  /** Places of pg_settings where the condition lets ordinary settings through only. */
  readonly narrowSettings = new Set<unknown>();
  refused = false;

  constructor(private readonly argument: SqlArgument) {}

  refuse(code: string, message: string, location?: unknown): void {
    this.refused = true;
    if (this.reasons.length >= REASON_LIMIT) return;
    const span = spanAt(this.argument, location);
    this.reasons.push(span === undefined ? { code, message } : { code, message, span });
  }

  /** Without a place of its own it is the whole text that shows the effect. */
  addEffect(effect: Omit<Effect, 'span'>, location?: unknown): void {
    const { sql, pointer } = this.argument;
    this.effects.push({ ...effect, span: spanAt(this.argument, location) ?? { pointer, start: 0, end: sql.length } });
  }

  addRelation(fields: TreeFields, access: Access): void {
    const name = String(fields['relname'] ?? '');
    const schema = typeof fields['schemaname'] === 'string' ? fields['schemaname'] : implicitSchema(name);
    const full = schema === undefined ? name : `${schema}.${name}`;
    this.relations.push(schema === undefined ? { name, access } : { schema, name, access });
    const why = `The statement ${VERBS[access]} ${full}.`;
    this.addEffect({ kind: access, target: { type: 'relation', name: full }, why }, fields['location']);
  }
}

const VERBS: Record<Access, string> = { read: 'reads', write: 'writes', delete: 'deletes from' };

/** Postgres looks in pg_catalog first, so an unqualified pg_ name is a system catalog whatever the search path says. */
const implicitSchema = (name: string): string | undefined => (name.startsWith('pg_') ? 'pg_catalog' : undefined);
