import { services } from '@countersign/contracts';

const inherited =
  /^(PATH|HOME|USER|LANG|LC_[A-Z]+|TZ|TMPDIR|LOG_LEVEL|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY|OTEL_[A-Z_]+|SystemRoot)$/i;

/** What of the user's own environment a service gets: enough to run, none of the keys that lie about in a shell. */
export function inheritedEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment).filter(([name, value]) => inherited.test(name) && value !== undefined);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Read by Node itself, such as NODE_OPTIONS with a memory limit. */
const nodesOwn = /^(NODE|UV)_/;

/** `COUNTERSIGN_GATEWAY_LOG_LEVEL=debug` is the setting LOG_LEVEL of the gateway alone. */
export function ownSettings(service: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  const prefix = `COUNTERSIGN_${service.toUpperCase()}_`;
  const entries = Object.entries(environment).filter(([name, value]) => name.startsWith(prefix) && value !== undefined);
  if (entries.length === 0) return {};
  const settings = entries.map(([name, value]) => [name.slice(prefix.length), value as string] as const);
  const given = settings.map(([name]) => name).filter((name) => !nodesOwn.test(name));
  // The service refuses those that it does not know: else a typing error would change nothing, in silence.
  return { ...Object.fromEntries(settings), COUNTERSIGN_GIVEN_SETTINGS: given.join(',') };
}

/** What the command line reads. */
const others = ['COUNTERSIGN_URL', 'COUNTERSIGN_TOKEN'];

/** A sentence for each variable of ours that is meant for no service. */
export function strayVariables(environment: NodeJS.ProcessEnv): string[] {
  const prefixes = services.map((service) => `COUNTERSIGN_${service.toUpperCase()}_`);
  return Object.keys(environment)
    .filter((name) => name.startsWith('COUNTERSIGN_') && !others.includes(name))
    .filter((name) => !prefixes.some((prefix) => name.startsWith(prefix)))
    .map(
      (name) =>
        `${name} is meant for no service: a setting is named COUNTERSIGN_<SERVICE>_<SETTING>, with one of ${services.join(', ')}. Rename it or remove it.`,
    );
}
