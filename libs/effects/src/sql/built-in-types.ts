/** Types of pg_catalog whose input functions only compute or look a name up. A user's type may run code when cast to. */
export const BUILT_IN_TYPES: ReadonlySet<string> = new Set(
  (
    'bit bool box bpchar bytea char cidr circle date datemultirange daterange float4 float8 inet int2 int4 ' +
    'int4multirange int4range int8 int8multirange int8range interval json jsonb jsonpath line lseg macaddr macaddr8 ' +
    'money name numeric nummultirange numrange oid path pg_lsn point polygon regclass regnamespace regproc ' +
    'regprocedure regrole regtype text tid time timestamp timestamptz timetz tsmultirange tsquery tsrange ' +
    'tstzmultirange tstzrange tsvector uuid varbit varchar xid xid8'
  ).split(' '),
);
