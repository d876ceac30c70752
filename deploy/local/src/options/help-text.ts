export const helpText = `Starts Countersign on this machine: PostgreSQL, NATS, all services, a demo tenant, a demo model and target.

  npm start -- [options]

  --data DIR       where data, keys and logs are kept (default .countersign)
  --port-base N    use the ports N, N+1, ... (default: gateway 8080, console 8090, others from 8100)
  --json           print the addresses and keys as JSON
  --help           this text

Environment
  DATABASE_URL         use this PostgreSQL, with a login that may create roles and schemas
  NATS_URL             use these NATS servers; NATS_PASSWORDS_FILE then names a JSON file { "<user>": "<password>" }
  NATS_SERVER_BIN      the nats-server program to start
  LOG_LEVEL            how much the services log
  COUNTERSIGN_<SERVICE>_<SETTING>   any setting of one service, such as COUNTERSIGN_GATEWAY_LOG_LEVEL=debug
`;
