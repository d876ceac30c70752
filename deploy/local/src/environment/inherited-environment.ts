const inherited =
  /^(PATH|HOME|USER|LANG|LC_[A-Z]+|TZ|TMPDIR|LOG_LEVEL|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY|OTEL_[A-Z_]+|SystemRoot)$/i;

/** What of the user's own environment a service gets: enough to run, none of the keys that lie about in a shell. */
export function inheritedEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment).filter(([name, value]) => inherited.test(name) && value !== undefined);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** `COUNTERSIGN_GATEWAY_LOG_LEVEL=debug` is the setting LOG_LEVEL of the gateway alone. */
export function ownSettings(service: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  const prefix = `COUNTERSIGN_${service.toUpperCase()}_`;
  const entries = Object.entries(environment).filter(([name, value]) => name.startsWith(prefix) && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value])) as Record<
    string,
    string
  >;
}
