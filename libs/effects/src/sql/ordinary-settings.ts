/** Settings that SHOW and current_setting may read: no file names, no commands, no connection strings, no custom names. */
export const ORDINARY_SETTINGS: ReadonlySet<string> = new Set(
  (
    'application_name autovacuum block_size bytea_output checkpoint_timeout client_encoding client_min_messages ' +
    'datestyle deadlock_timeout default_statistics_target default_text_search_config default_transaction_isolation ' +
    'default_transaction_read_only effective_cache_size enable_hashjoin enable_indexscan enable_mergejoin ' +
    'enable_nestloop enable_seqscan fsync hot_standby idle_in_transaction_session_timeout in_hot_standby intervalstyle ' +
    'is_superuser jit lc_messages lc_monetary lc_numeric lc_time lock_timeout maintenance_work_mem max_connections ' +
    'max_identifier_length max_parallel_workers max_wal_size max_worker_processes min_wal_size random_page_cost ' +
    'row_security search_path seq_page_cost server_encoding server_version server_version_num shared_buffers ' +
    'standard_conforming_strings statement_timeout synchronous_commit temp_buffers timezone transaction_isolation ' +
    'transaction_read_only wal_level work_mem'
  ).split(' '),
);
