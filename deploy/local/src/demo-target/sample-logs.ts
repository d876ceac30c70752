const story = [
  'INFO  deploy 4812 finished, version 2.31.0',
  'INFO  GET /cart 200 18ms',
  'WARN  pool "orders" has 0 idle connections, 48 waiting',
  'ERROR GET /pay 500 30002ms: timeout acquiring connection',
  'ERROR GET /pay 500 30001ms: timeout acquiring connection',
  'INFO  health check failed 2 times, instance i-0a17 replaced',
  'WARN  pool size is 10, was 50 before version 2.31.0',
];

/** A small incident, the same each time it is told: a deploy made a connection pool too small. */
export function sampleLogs(service: string): { at: string; service: string; line: string }[] {
  const start = Date.UTC(2026, 10, 20, 9, 30);
  return story.map((line, index) => ({ at: new Date(start + index * 20_000).toISOString(), service, line }));
}
