import type { DevFile } from '../instance/dev-file.js';

export interface Welcome {
  description: DevFile;
  signInUrl: string | null;
  dataDir: string;
}

/** One governed call that a newcomer can paste. */
function tryThis({ gatewayUrl, agents }: DevFile): string {
  const key = Object.values(agents)[0]?.key ?? '<agent key>';
  const body = JSON.stringify({ tool: 'logs.read', arguments: { service: 'checkout' } });
  return `curl -s ${gatewayUrl}/v1/tool-calls -H 'authorization: Bearer ${key}' -H 'content-type: application/json' -d '${body}'`;
}

/** The few lines that say what runs, what to open and what to paste. */
export function welcomeText({ description, signInUrl, dataDir }: Welcome): string {
  const [agent, access] = Object.entries(description.agents)[0] ?? ['no agent', { key: '' }];
  return [
    '',
    `Countersign runs: ${Object.keys(description.services).join(', ')}. Data and logs are in ${dataDir}.`,
    '',
    `  gateway    ${description.gatewayUrl}   (agents: OpenAI base URL ${description.gatewayUrl}/v1)`,
    `  console    ${description.consoleUrl}   (people)`,
    ...(signInUrl === null ? [] : [`  sign in    ${signInUrl}   (works once)`]),
    `  agent key  ${access.key}   (${agent})`,
    '',
    'Try a governed call:',
    `  ${tryThis(description)}`,
    '',
  ].join('\n');
}
