const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ''));

/**
 * System catalogs that hold the shape of the database and its counters. Left out: password hashes and role settings
 * (pg_authid, pg_shadow, pg_db_role_setting), connection strings (pg_user_mapping, pg_foreign_server, pg_subscription),
 * samples of the data (pg_statistic, pg_largeobject), prepared statements and cursors, and settings and files
 * (pg_settings, pg_file_settings, pg_hba_file_rules). Some are read in part: see guarded-relations.ts and
 * settings-query.ts.
 */
export const ORDINARY_CATALOGS = words(`
  pg_aggregate pg_am pg_attrdef pg_attribute pg_auth_members pg_available_extension_versions pg_available_extensions
  pg_cast pg_class pg_collation pg_constraint pg_conversion pg_database pg_depend pg_description pg_enum
  pg_event_trigger pg_extension pg_group pg_index pg_indexes pg_inherits pg_language pg_locks pg_matviews pg_namespace pg_opclass
  pg_operator pg_opfamily pg_partitioned_table pg_policies pg_policy pg_proc pg_publication pg_publication_tables
  pg_publication_namespace pg_publication_rel pg_range pg_replication_slots pg_roles pg_rules pg_sequence pg_sequences pg_shdescription pg_stat_all_indexes pg_stat_all_tables
  pg_stat_archiver pg_stat_bgwriter pg_stat_checkpointer pg_stat_database pg_stat_database_conflicts pg_stat_io
  pg_stat_gssapi pg_stat_progress_analyze pg_stat_progress_basebackup pg_stat_progress_cluster pg_stat_progress_copy
  pg_stat_progress_create_index pg_stat_progress_vacuum pg_stat_recovery_prefetch pg_stat_replication
  pg_stat_replication_slots pg_stat_slru pg_stat_ssl pg_stat_subscription pg_stat_subscription_stats
  pg_stat_xact_all_tables pg_stat_xact_user_tables pg_statistic_ext
  pg_stat_sys_indexes pg_stat_sys_tables pg_stat_user_functions pg_stat_user_indexes pg_stat_user_tables pg_stat_wal
  pg_statio_all_indexes pg_statio_all_tables pg_statio_user_indexes pg_statio_user_sequences pg_statio_user_tables
  pg_tables pg_tablespace pg_timezone_abbrevs pg_timezone_names pg_trigger pg_ts_config pg_type pg_user pg_views`);

/** Views of information_schema that carry options, hence possibly passwords, of foreign servers. */
export const INFORMATION_SCHEMA_SECRETS = words(`
  _pg_foreign_data_wrappers _pg_foreign_servers _pg_foreign_table_columns _pg_foreign_tables _pg_user_mappings
  column_options foreign_data_wrapper_options foreign_server_options foreign_table_options user_mapping_options
  user_mappings`);
