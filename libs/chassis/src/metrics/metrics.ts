import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** One registry per process, served at `/metrics`. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

export interface HistogramOptions {
  /** With its unit at the end, as Prometheus has it. */
  name: string;
  help: string;
  buckets: number[];
}

export function histogram(registry: Registry, options: HistogramOptions): Histogram {
  return new Histogram({ ...options, registers: [registry] });
}
