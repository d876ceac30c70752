/** Settings that SHOW and current_setting may read: no file names, no commands, no connection strings, no custom names. */
export const ORDINARY_SETTINGS: ReadonlySet<string> = new Set(
  (
    'application_name archive_mode archive_timeout autovacuum autovacuum_analyze_scale_factor ' +
    'autovacuum_analyze_threshold autovacuum_freeze_max_age autovacuum_max_workers autovacuum_naptime ' +
    'autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit autovacuum_vacuum_scale_factor ' +
    'autovacuum_vacuum_threshold autovacuum_work_mem block_size bytea_output checkpoint_completion_target ' +
    'checkpoint_timeout client_encoding client_min_messages commit_delay cpu_index_tuple_cost cpu_operator_cost ' +
    'cpu_tuple_cost data_checksums datestyle deadlock_timeout debug_assertions default_statistics_target ' +
    'default_tablespace default_text_search_config default_transaction_isolation default_transaction_read_only ' +
    'effective_cache_size effective_io_concurrency enable_bitmapscan enable_hashjoin enable_incremental_sort ' +
    'enable_indexonlyscan enable_indexscan enable_material enable_mergejoin enable_nestloop enable_partition_pruning ' +
    'enable_seqscan enable_sort extra_float_digits from_collapse_limit fsync full_page_writes geqo ' +
    'hash_mem_multiplier hot_standby hot_standby_feedback huge_pages idle_in_transaction_session_timeout ' +
    'idle_session_timeout in_hot_standby integer_datetimes intervalstyle is_superuser jit jit_above_cost ' +
    'join_collapse_limit lc_messages lc_monetary lc_numeric lc_time lock_timeout log_autovacuum_min_duration ' +
    'log_checkpoints log_connections log_destination log_disconnections log_duration log_line_prefix log_lock_waits ' +
    'log_min_duration_statement log_min_error_statement log_min_messages log_rotation_age log_rotation_size ' +
    'log_statement log_temp_files logging_collector logical_decoding_work_mem maintenance_io_concurrency ' +
    'maintenance_work_mem max_connections max_identifier_length max_locks_per_transaction ' +
    'max_logical_replication_workers max_parallel_maintenance_workers max_parallel_workers ' +
    'max_parallel_workers_per_gather max_prepared_transactions max_replication_slots max_standby_archive_delay ' +
    'max_standby_streaming_delay max_wal_senders max_wal_size max_worker_processes min_wal_size ' +
    'old_snapshot_threshold parallel_setup_cost parallel_tuple_cost password_encryption plan_cache_mode port ' +
    'quote_all_identifiers random_page_cost recovery_min_apply_delay row_security search_path seq_page_cost ' +
    'server_encoding server_version server_version_num session_replication_role shared_buffers ssl ' +
    'standard_conforming_strings statement_timeout superuser_reserved_connections synchronous_commit ' +
    'tcp_keepalives_count tcp_keepalives_idle tcp_keepalives_interval temp_buffers timezone track_activities ' +
    'track_activity_query_size track_counts track_functions track_io_timing transaction_deferrable ' +
    'transaction_isolation transaction_read_only vacuum_cost_delay vacuum_cost_limit vacuum_freeze_min_age ' +
    'vacuum_freeze_table_age wal_buffers wal_compression wal_keep_size wal_level wal_log_hints wal_receiver_timeout ' +
    'wal_segment_size wal_sender_timeout wal_sync_method wal_writer_delay work_mem'
  ).split(' '),
);
