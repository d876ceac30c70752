import type { PlannedCall } from './turn.js';

const mentioned = (prompt: string) =>
  /\b(?:of|for|from)\s+(?:the\s+)?([a-z][a-z0-9-]{2,40})\b/i.exec(prompt)?.[1]?.toLowerCase();

function readLogs(prompt: string): PlannedCall {
  return { tool: 'logs.read', arguments: { service: mentioned(prompt) ?? 'checkout', limit: 20 } };
}

function openPullRequest(): PlannedCall {
  return {
    tool: 'github.open_pull_request',
    arguments: {
      owner: 'acme',
      repo: 'checkout',
      title: 'Restore the connection pool to 50',
      head: 'restore-pool-size',
      base: 'main',
      body: 'Version 2.31.0 shrank the pool of "orders" from 50 to 10; payments time out waiting for a connection.',
    },
  };
}

function writeSecurityGroup(): PlannedCall {
  return {
    tool: 'aws.write_security_group',
    arguments: {
      id: 'sg-0a17',
      protocol: 'tcp',
      port: 5432,
      cidr: '0.0.0.0/0',
      description: 'let the pool reach the database',
    },
  };
}

const script: { when: RegExp; call: (prompt: string) => PlannedCall }[] = [
  { when: /\blogs?\b/i, call: readLogs },
  { when: /pull request|\bPR\b/, call: openPullRequest },
  { when: /security group|open (the )?port/i, call: writeSecurityGroup },
];

/** Lines such as `call logs.read {"service":"checkout"}` say exactly what to propose, for tests of every kind. */
function spelledOut(prompt: string): PlannedCall[] {
  return [...prompt.matchAll(/^\s*call\s+(\S+)\s+(\{.*\})\s*$/gm)].flatMap(([, tool, text]) => {
    try {
      return [{ tool: tool ?? '', arguments: JSON.parse(text ?? '') as Record<string, unknown> }];
    } catch {
      return [];
    }
  });
}

/** The calls that a prompt leads to, in order: always the same ones for the same words. */
export function planFor(prompt: string): PlannedCall[] {
  const explicit = spelledOut(prompt);
  if (explicit.length > 0) return explicit;
  return script.filter(({ when }) => when.test(prompt)).map(({ call }) => call(prompt));
}
