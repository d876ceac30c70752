import type { EffectKind } from '@countersign/contracts';
import type { SqlFindings } from './sql-findings.js';
import { asList, isFields, stringList, stringValue, type TreeFields, unwrapNode } from './tree-node.js';

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

/** What statements other than queries and row changes do. A statement that is not listed is `unknown`. */
const KINDS: ReadonlyMap<string, EffectKind> = new Map(
  Object.entries({
    exec: `DoStmt CallStmt ExecuteStmt LoadStmt CreateFunctionStmt CreateTrigStmt CreateEventTrigStmt CreateExtensionStmt
      AlterExtensionStmt CreatePLangStmt RuleStmt CreateTransformStmt CreateCastStmt DefineStmt CreateAmStmt`,
    network:
      'CreateSubscriptionStmt AlterSubscriptionStmt CreateForeignServerStmt ImportForeignSchemaStmt CreateFdwStmt',
    grant: `GrantStmt GrantRoleStmt CreateRoleStmt AlterRoleStmt AlterRoleSetStmt DropRoleStmt AlterOwnerStmt
      AlterDefaultPrivilegesStmt CreatePolicyStmt AlterPolicyStmt ReassignOwnedStmt SecLabelStmt CreateUserMappingStmt
      AlterUserMappingStmt`,
    delete:
      'TruncateStmt DropStmt DropOwnedStmt DropdbStmt DropTableSpaceStmt DropSubscriptionStmt DropUserMappingStmt',
    write: `CreateStmt CreateTableAsStmt ViewStmt IndexStmt AlterTableStmt AlterTableMoveAllStmt RenameStmt CreateSchemaStmt
      CreateSeqStmt AlterSeqStmt CommentStmt VacuumStmt ReindexStmt ClusterStmt CheckPointStmt RefreshMatViewStmt LockStmt
      NotifyStmt ListenStmt UnlistenStmt CreatedbStmt AlterDatabaseStmt AlterDatabaseSetStmt AlterSystemStmt
      CreateTableSpaceStmt CreateDomainStmt AlterDomainStmt CreateEnumStmt AlterEnumStmt CompositeTypeStmt CreateRangeStmt
      AlterTypeStmt CreateStatsStmt AlterStatsStmt CreatePublicationStmt AlterPublicationStmt AlterFunctionStmt
      AlterObjectSchemaStmt AlterObjectDependsStmt AlterOperatorStmt CreateForeignTableStmt CreateConversionStmt
      CreateOpClassStmt CreateOpFamilyStmt AlterOpFamilyStmt VariableSetStmt ConstraintsSetStmt DiscardStmt`,
  }).flatMap(([kind, list]) => words(list).map((type): [string, EffectKind] => [type, kind as EffectKind])),
);

/** Settings that change who the session is. */
const IDENTITY_SETTINGS: ReadonlySet<unknown> = new Set(['role', 'session_authorization']);

/** Parts of ALTER TABLE that decide who may see or change its rows. */
const RIGHTS_COMMANDS: ReadonlySet<unknown> = new Set([
  'AT_ChangeOwner',
  'AT_EnableRowSecurity',
  'AT_DisableRowSecurity',
  'AT_ForceRowSecurity',
  'AT_NoForceRowSecurity',
]);

const NAME_FIELDS = ['extname', 'schemaname', 'dbname', 'role', 'servername', 'subname', 'pubname', 'name', 'filename'];

/** Reports a statement that is neither a query nor a change of rows. */
export function reportStatement(findings: SqlFindings, type: string, fields: TreeFields): void {
  const kind = kindOf(type, fields);
  const verb = statementName(type, fields);
  findings.refuse('sql-not-a-query', `${verb} is not a query that can be proven to read only.`);
  const names = targetNames(fields);
  const why = `The statement is ${verb}, with the effect ${kind}.`;
  if (names.length === 0) findings.addEffect({ kind, target: { type: 'none', name: verb }, why });
  for (const name of names) findings.addEffect({ kind, target: { type: 'relation', name }, why });
}

function kindOf(type: string, fields: TreeFields): EffectKind {
  if (type === 'AlterTableStmt' && asList(fields['cmds']).some(changesRights)) return 'grant';
  if (type === 'CopyStmt') return copyKind(fields);
  if (type === 'VariableSetStmt' && IDENTITY_SETTINGS.has(fields['name'])) return 'grant';
  return KINDS.get(type) ?? 'unknown';
}

/** The statement in words with the first thing that it names: `create extension dblink`. */
function statementName(type: string, fields: TreeFields): string {
  const words = type
    .replace(/Stmt$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  const name = NAME_FIELDS.map((field) => fields[field]).find((value) => typeof value === 'string');
  return name === undefined ? words : `${words} ${name}`;
}

function changesRights(command: unknown): boolean {
  return RIGHTS_COMMANDS.has(unwrapNode(command)?.fields['subtype']);
}

/** COPY to or from a program runs it, to a file or from anywhere writes; only COPY ... TO STDOUT reads. */
function copyKind(fields: TreeFields): EffectKind {
  if (fields['is_program'] === true) return 'exec';
  return fields['is_from'] === true || fields['filename'] !== undefined ? 'write' : 'read';
}

/** The relations or object names that a statement names directly. */
function targetNames(fields: TreeFields): string[] {
  const direct = [fields['relation'], fields['view'], fields['into']].filter(isFields).map(nameOfRelation);
  const listed = [...asList(fields['relations']), ...asList(fields['objects'])].map(nameOfObject);
  return [...direct, ...listed].filter((name) => name !== '').slice(0, 20);
}

function nameOfRelation(fields: TreeFields): string {
  const parts = [fields['schemaname'], fields['relname']];
  return parts.filter((part): part is string => typeof part === 'string').join('.');
}

function nameOfObject(value: unknown): string {
  const node = unwrapNode(value);
  if (node === undefined) return '';
  if (node.type === 'RangeVar') return nameOfRelation(node.fields);
  if (node.type === 'List') return stringList(node.fields['items']).join('.');
  if (node.type === 'ObjectWithArgs') return stringList(node.fields['objname']).join('.');
  return stringValue(value);
}
