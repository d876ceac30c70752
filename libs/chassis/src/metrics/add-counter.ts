import { Counter, type Registry } from 'prom-client';

interface CounterParts {
  name: string;
  help: string;
  labels: readonly string[];
  /** Counts so far, read at each scrape. */
  read: () => Iterable<{ labels: Record<string, string>; value: number }>;
}

/** Serves counts that are kept elsewhere, so that what counts needs to know nothing of metrics. */
export function addCounter(registry: Registry, { name, help, labels, read }: CounterParts): void {
  const collect = function (this: Counter) {
    this.reset();
    for (const count of read()) this.inc(count.labels, count.value);
  };
  new Counter({ name, help, labelNames: [...labels], registers: [registry], collect });
}
