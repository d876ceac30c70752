/** Everything that listens, in the order in which `--port-base` numbers it. */
export const listeningParts = [
  'gateway',
  'console',
  'policy',
  'approvals',
  'credentials',
  'audit',
  'demo-model',
  'demo-target',
  'postgres',
  'nats',
] as const;
export type ListeningPart = (typeof listeningParts)[number];
export type Ports = Record<ListeningPart, number>;
