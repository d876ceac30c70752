/**
 * Functions of pg_catalog that only compute or only read what the role may see anyway. Each name was held against
 * pg_proc of a running server (see the differential test): every overload must be immutable or stable, or be named
 * in `VOLATILE_BUT_READ_ONLY`. Left out on purpose: whatever takes SQL text or a table name to read from
 * (query_to_xml, table_to_xml, ts_stat), assigns a transaction id (txid_current), touches sequences, large objects,
 * files, locks, other sessions, settings or the log, or resolves a type by name (pg_input_is_valid).
 */
const AGGREGATES_AND_WINDOWS = `
  any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or count corr covar_pop covar_samp every json_agg
  json_agg_strict json_object_agg json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict jsonb_agg
  jsonb_agg_strict jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict max
  min mode percentile_cont percentile_disc range_agg range_intersect_agg regr_avgx regr_avgy regr_count regr_intercept
  regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance
  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number`;

const NUMBERS = `
  abs acos acosd acosh asin asind asinh atan atan2 atan2d atand atanh cbrt ceil ceiling cos cosd cosh cot cotd degrees
  div erf erfc exp factorial floor gamma gcd lcm lgamma ln log log10 min_scale mod pi pow power radians round scale sign
  sin sind sinh sqrt tan tand tanh trim_scale trunc width_bucket to_bin to_hex to_oct int2 int4 int8 float4 float8 numeric
  random random_normal`;

const TEXT = `
  ascii bit_count bit_length btrim casefold char_length character_length chr concat concat_ws convert convert_from
  convert_to crc32 crc32c decode encode format get_bit get_byte initcap is_normalized left length like_escape lower lpad
  ltrim md5 normalize num_nonnulls num_nulls octet_length overlay parse_ident position quote_ident quote_literal
  quote_nullable regexp_count regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array
  regexp_split_to_table regexp_substr repeat replace reverse right rpad rtrim set_bit set_byte sha224 sha256 sha384
  sha512 similar_to_escape split_part starts_with string_to_array string_to_table strpos substr substring text
  to_ascii translate unicode_assigned unistr upper varchar bpchar bool gen_random_uuid uuidv4 uuidv7
  uuid_extract_timestamp uuid_extract_version`;

const DATES = `
  age clock_timestamp date date_add date_bin date_part date_subtract date_trunc extract isfinite justify_days
  justify_hours justify_interval make_date make_interval make_time make_timestamp make_timestamptz now overlaps
  statement_timestamp time timeofday timestamp timestamptz timetz interval timezone to_char to_date to_number
  to_timestamp transaction_timestamp`;

const JSON = `
  array_to_json json_array_elements json_array_elements_text json_array_length json_build_array json_build_object
  json_each json_each_text json_extract_path json_extract_path_text json_object json_object_keys json_strip_nulls json_to_record json_to_recordset json_typeof jsonb_array_elements
  jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text
  jsonb_extract_path jsonb_extract_path_text jsonb_insert jsonb_object jsonb_object_keys jsonb_path_exists
  jsonb_path_exists_tz jsonb_path_match jsonb_path_match_tz jsonb_path_query jsonb_path_query_array
  jsonb_path_query_array_tz jsonb_path_query_first jsonb_path_query_first_tz jsonb_path_query_tz jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_to_record jsonb_to_recordset
  jsonb_typeof row_to_json to_json to_jsonb`;

const ARRAYS_RANGES_AND_ENUMS = `
  array_append array_cat array_dims array_fill array_length array_lower array_ndims array_position array_positions
  array_prepend array_remove array_replace array_reverse array_sort array_to_string array_upper cardinality
  enum_first enum_last enum_range generate_series generate_subscripts trim_array unnest daterange int4range int8range
  numrange tsrange tstzrange datemultirange int4multirange int8multirange nummultirange tsmultirange tstzmultirange
  isempty lower_inc lower_inf multirange range_merge upper_inc upper_inf`;

const GEOMETRY_NETWORK_AND_SEARCH = `
  area box center circle diagonal diameter height isclosed isopen line lseg npoints path point polygon radius slope
  width abbrev broadcast family host hostmask inet_merge inet_same_family masklen netmask network set_masklen
  array_to_tsvector get_current_ts_config json_to_tsvector jsonb_to_tsvector numnode phraseto_tsquery plainto_tsquery
  setweight strip to_tsquery to_tsvector ts_delete ts_filter ts_headline ts_rank ts_rank_cd tsvector_to_array
  websearch_to_tsquery querytree`;

const SERVER_FACTS = `
  col_description current_database current_schema current_schemas current_setting current_user format_type
  getdatabaseencoding has_any_column_privilege has_column_privilege has_database_privilege has_function_privilege
  has_schema_privilege has_sequence_privilege has_table_privilege has_type_privilege obj_description pg_backend_pid
  pg_client_encoding pg_collation_for pg_column_compression pg_column_size pg_conf_load_time pg_current_wal_lsn
  pg_database_size pg_encoding_to_char pg_function_is_visible pg_get_constraintdef pg_get_expr
  pg_get_function_arguments pg_get_function_identity_arguments pg_get_function_result pg_get_functiondef pg_get_indexdef
  pg_get_partkeydef pg_get_ruledef pg_get_serial_sequence pg_get_statisticsobjdef pg_get_triggerdef pg_get_userbyid
  inet_client_addr inet_client_port inet_server_addr inet_server_port pg_blocking_pids
  pg_get_viewdef pg_has_role pg_indexes_size pg_is_in_recovery pg_last_wal_receive_lsn pg_last_wal_replay_lsn
  pg_last_xact_replay_timestamp pg_postmaster_start_time pg_relation_size pg_size_bytes pg_size_pretty
  pg_table_is_visible pg_table_size pg_total_relation_size pg_type_is_visible pg_typeof pg_wal_lsn_diff
  row_security_active session_user shobj_description to_regclass to_regnamespace to_regproc to_regrole to_regtype
  pg_current_snapshot pg_current_wal_flush_lsn pg_current_wal_insert_lsn pg_current_xact_id_if_assigned
  pg_is_wal_replay_paused pg_my_temp_schema pg_relation_filenode pg_relation_filepath pg_tablespace_location
  pg_tablespace_size pg_walfile_name to_regprocedure txid_current_if_assigned txid_current_snapshot mxid_age version`;

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

export const READ_ONLY_FUNCTIONS: ReadonlySet<string> = new Set(
  [
    AGGREGATES_AND_WINDOWS,
    NUMBERS,
    TEXT,
    DATES,
    JSON,
    ARRAYS_RANGES_AND_ENUMS,
    GEOMETRY_NETWORK_AND_SEARCH,
    SERVER_FACTS,
  ].flatMap(words),
);
