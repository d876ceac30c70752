import { z } from 'zod';
import { closestName } from './closest-name.js';

/** Settings are wrong: the message says which and what to do. The start ends here. */
export class ConfigError extends Error {}

function sentence(issue: z.core.$ZodIssue, env: NodeJS.ProcessEnv): string {
  const name = String(issue.path[0] ?? 'settings');
  if (!env[name]) return `${name} is not set. Set it and start again.`;
  const why = issue.message.endsWith('received NaN') ? 'a number is expected' : issue.message;
  return `${name} is not usable: ${why}. Correct it and start again.`;
}

/** Names, separated by commas, that whoever started the launcher meant for this service: each has to be a setting of it. */
const givenSettings = 'COUNTERSIGN_GIVEN_SETTINGS';

/** A variable that nearly has a known name is a typing error that would otherwise be ignored in silence. */
function nearMisses(known: string[], env: NodeJS.ProcessEnv): string[] {
  const given = (env[givenSettings] ?? '').split(',');
  return Object.keys(env)
    .filter((name) => !known.includes(name) && name !== givenSettings)
    .flatMap((name) => {
      const meant = closestName(
        name,
        known.filter((candidate) => env[candidate] === undefined),
      );
      if (meant) return [`${name} is not a setting; ${meant} is. Rename it or remove it.`];
      return name.startsWith('COUNTERSIGN_') || given.includes(name)
        ? [`${name} is not a setting of this service. Remove it.`]
        : [];
    });
}

/** Reads a service's settings from the environment. Throws `ConfigError` with one sentence per problem. */
export function loadConfig<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv): z.output<S> {
  const known = Object.keys(schema.shape);
  const picked = Object.fromEntries(
    known.filter((name) => env[name] !== undefined && env[name] !== '').map((name) => [name, env[name]]),
  );
  const parsed = schema.safeParse(picked);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => sentence(issue, env))),
    ...nearMisses(known, env),
  ];
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems.join('\n'));
  return parsed.data;
}
