import { pino, type Logger } from 'pino';

/** Header and field names whose values never reach a log line. */
const secretPaths = [
  'authorization',
  'password',
  'token',
  'key',
  'secret',
  '*.authorization',
  '*.password',
  '*.token',
  '*.key',
  '*.secret',
  'headers["x-api-key"]',
  'headers["x-goog-api-key"]',
  'headers.authorization',
  'headers.cookie',
];

export function createLogger(service: string, level: string): Logger {
  return pino({ name: service, level, redact: { paths: secretPaths, censor: '[removed]' }, base: { service } });
}
