/**
 * The parts of a parse tree that may appear in a proven read, plus the four statements that change rows, which are
 * walked so that an approver sees their tables. An allow-list: a node or a field that is not named here is not proven.
 *
 * `name` holds a node or a list of nodes, `name:Type` an object without its type name, `name!` a plain value.
 */
const NODES: Readonly<Record<string, string>> = {
  SelectStmt:
    'distinctClause targetList intoClause:IntoClause fromClause whereClause groupClause groupDistinct! havingClause ' +
    'windowClause valuesLists sortClause limitOffset limitCount limitOption! lockingClause withClause:WithClause op! ' +
    'all! larg:SelectStmt rarg:SelectStmt',
  ExplainStmt: 'query options',
  VariableShowStmt: 'name!',
  IntoClause: 'rel:TargetTable onCommit! colNames',
  LockingClause: 'lockedRels strength! waitPolicy!',
  InsertStmt:
    'relation:TargetTable cols selectStmt onConflictClause:OnConflictClause returningClause:ReturningClause ' +
    'withClause:WithClause override!',
  UpdateStmt:
    'relation:TargetTable targetList whereClause fromClause returningClause:ReturningClause withClause:WithClause',
  DeleteStmt: 'relation:TargetTable usingClause whereClause returningClause:ReturningClause withClause:WithClause',
  MergeStmt:
    'relation:TargetTable sourceRelation joinCondition mergeWhenClauses returningClause:ReturningClause ' +
    'withClause:WithClause',
  MergeWhenClause: 'matchKind! commandType! override! condition targetList values',
  OnConflictClause: 'action! infer:InferClause targetList whereClause',
  InferClause: 'indexElems whereClause conname!',
  IndexElem: 'name! expr collation opclass ordering! nulls_ordering!',
  ReturningClause: 'options exprs',
  SetToDefault: '',
  TargetTable: 'catalogname! schemaname! relname! inh! relpersistence! alias:Alias',

  WithClause: 'ctes recursive!',
  CommonTableExpr:
    'ctename! aliascolnames ctematerialized! ctequery search_clause:CTESearchClause cycle_clause:CTECycleClause',
  CTESearchClause: 'search_col_list search_breadth_first! search_seq_column!',
  CTECycleClause: 'cycle_col_list cycle_mark_column! cycle_mark_value cycle_mark_default cycle_path_column!',
  DefElem: 'defname! defaction! arg',

  RangeVar: 'catalogname! schemaname! relname! inh! relpersistence! alias:Alias',
  RangeSubselect: 'lateral! subquery alias:Alias',
  RangeFunction: 'lateral! ordinality! is_rowsfrom! functions alias:Alias coldeflist',
  RangeTableSample: 'relation method args repeatable',
  JoinExpr: 'jointype! isNatural! larg rarg usingClause join_using_alias:Alias quals alias:Alias',
  Alias: 'aliasname! colnames',
  ColumnDef: 'colname! typeName:TypeName is_local! collClause:CollateClause',

  ResTarget: 'name! indirection val',
  ColumnRef: 'fields',
  A_Star: '',
  A_Indirection: 'arg indirection',
  A_Indices: 'is_slice! lidx uidx',
  A_Const: 'isnull! ival:Leaf fval:Leaf boolval:Leaf sval:Leaf bsval:Leaf',
  ParamRef: 'number!',
  A_Expr: 'kind! name lexpr rexpr rexpr_list_start! rexpr_list_end!',
  BoolExpr: 'boolop! args',
  NullTest: 'arg nulltesttype! argisrow!',
  BooleanTest: 'arg booltesttype!',
  CaseExpr: 'arg args defresult',
  CaseWhen: 'expr result',
  CoalesceExpr: 'args',
  MinMaxExpr: 'op! args',
  SQLValueFunction: 'op! type! typmod!',
  SubLink: 'subLinkType! testexpr operName subselect',
  A_ArrayExpr: 'elements list_start! list_end!',
  RowExpr: 'args row_format! colnames',
  CollateClause: 'arg collname',
  NamedArgExpr: 'arg name! argnumber!',
  TypeCast: 'arg typeName:TypeName',
  TypeName: 'names typmods typemod! arrayBounds',
  FuncCall:
    'funcname args agg_order agg_filter over:WindowDef agg_within_group! agg_star! agg_distinct! func_variadic! ' +
    'funcformat!',
  WindowDef: 'name! refname! partitionClause orderClause frameOptions! startOffset endOffset',
  SortBy: 'node sortby_dir! sortby_nulls! useOp',
  GroupingSet: 'kind! content',
  GroupingFunc: 'args',

  JsonValueExpr: 'raw_expr formatted_expr format:JsonFormat',
  JsonFormat: 'format_type! encoding!',
  JsonOutput: 'typeName:TypeName returning:JsonReturning',
  JsonReturning: 'format:JsonFormat typid! typmod!',
  JsonArgument: 'val:JsonValueExpr name!',
  JsonBehavior: 'btype! expr coerce!',
  JsonFuncExpr:
    'op! column_name! context_item:JsonValueExpr pathspec passing output:JsonOutput on_empty:JsonBehavior ' +
    'on_error:JsonBehavior wrapper! quotes!',
  JsonObjectConstructor: 'exprs output:JsonOutput absent_on_null! unique!',
  JsonArrayConstructor: 'exprs output:JsonOutput absent_on_null!',
  JsonArrayQueryConstructor: 'query output:JsonOutput format:JsonFormat absent_on_null!',
  JsonKeyValue: 'key value:JsonValueExpr',
  JsonAggConstructor: 'output:JsonOutput agg_filter agg_order over:WindowDef',
  JsonObjectAgg: 'constructor:JsonAggConstructor arg:JsonKeyValue absent_on_null! unique!',
  JsonArrayAgg: 'constructor:JsonAggConstructor arg:JsonValueExpr absent_on_null!',
  JsonIsPredicate: 'expr format:JsonFormat item_type! unique_keys!',
  JsonScalarExpr: 'expr output:JsonOutput',
  JsonSerializeExpr: 'expr:JsonValueExpr output:JsonOutput',
  JsonParseExpr: 'expr:JsonValueExpr output:JsonOutput unique_keys!',
  JsonTable:
    'context_item:JsonValueExpr pathspec:JsonTablePathSpec passing columns on_error:JsonBehavior alias:Alias lateral!',
  JsonTablePathSpec: 'string name! name_location!',
  JsonTableColumn:
    'coltype! name! typeName:TypeName pathspec:JsonTablePathSpec format:JsonFormat wrapper! quotes! columns ' +
    'on_empty:JsonBehavior on_error:JsonBehavior',

  List: 'items',
  Leaf: 'ival! fval! boolval! sval! bsval!',
  String: 'sval!',
  Integer: 'ival!',
  Float: 'fval!',
  Boolean: 'boolval!',
  BitString: 'bsval!',
};

/** How the value of a field is walked: as nodes, as an object of one type, or not at all. */
export type FieldRule = { holds: 'nodes' } | { holds: 'value' } | { holds: 'bare'; type: string };

function fieldRule(rule: string): [string, FieldRule] {
  if (rule.endsWith('!')) return [rule.slice(0, -1), { holds: 'value' }];
  const [name = rule, type] = rule.split(':');
  return [name, type === undefined ? { holds: 'nodes' } : { holds: 'bare', type }];
}

function fieldRules(fields: string): ReadonlyMap<string, FieldRule> {
  const rules = fields.split(' ').filter((field) => field !== '');
  return new Map<string, FieldRule>([['location', { holds: 'value' }], ...rules.map(fieldRule)]);
}

export const GRAMMAR: ReadonlyMap<string, ReadonlyMap<string, FieldRule>> = new Map(
  Object.entries(NODES).map(([type, fields]) => [type, fieldRules(fields)]),
);
