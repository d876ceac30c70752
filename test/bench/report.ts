import type { AuditMeasured } from './measure-audit.js';
import { formatTable } from './format-table.js';
import type { StreamsMeasured } from './measure-streams.js';
import type { Measured, Measurements, ServiceUsage } from './measure.js';

export interface Report extends Measurements {
  machine: { cores: number; model: string; loadBefore: number; loadAfter: number; node: string };
  rounds: number;
  secondsPerRound: number;
  tookSeconds: number;
  streams: StreamsMeasured | null;
  audit: AuditMeasured | null;
}

const ms = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(2));
const whole = (value: number) => value.toFixed(0);

function callRow(measured: Measured, all: readonly Measured[]): string[] {
  const direct = all.find(
    (other) =>
      other.scenario === measured.scenario && other.connections === measured.connections && other.path === 'direct',
  );
  const ratio = direct ? (measured.perSecond / direct.perSecond).toFixed(3) : '';
  const added = direct && measured.path !== 'direct' ? `+${ms(measured.p50 - direct.p50)}` : '';
  return [
    ...[measured.scenario, String(measured.connections), measured.path, whole(measured.perSecond)],
    ...[ms(measured.p50), ms(measured.p99), added, ratio, String(measured.failed)],
  ];
}

function callTable({ measured }: Report): string {
  const head = ['scenario', 'connections', 'path', 'calls/s', 'p50 ms', 'p99 ms', 'added p50', 'of direct', 'failed'];
  return formatTable(
    head,
    measured.map((each) => callRow(each, measured)),
  );
}

function usageRow({ scenario, connections, service, cpuMsPerCall, cpuPercent, memoryMiB }: ServiceUsage): string[] {
  return [scenario, String(connections), service, ms(cpuMsPerCall), whole(cpuPercent), whole(memoryMiB)];
}

function usageTable({ services }: Report): string {
  const busiest = Math.max(...services.map(({ connections }) => connections));
  const head = ['scenario', 'connections', 'service', 'CPU ms/call', 'CPU % of a core', 'memory MiB'];
  return formatTable(head, services.filter(({ connections }) => connections === busiest).map(usageRow));
}

function auditTable({ plain, sealed, ratio }: AuditMeasured): string {
  const row = (name: string, { eventsPerSecond, node, postgres, nats }: AuditMeasured['plain'], of: string) => [
    ...[name, whole(eventsPerSecond), of],
    ...[node, postgres, nats].map((microseconds) => microseconds.toFixed(1)),
  ];
  const head = ['events', 'events/s', 'of plain', 'Node us/event', 'Postgres us/event', 'NATS us/event'];
  return formatTable(head, [row('plain batched inserts', plain, ''), row('sealed', sealed, ratio.toFixed(2))]);
}

function streamsTable({ streams, failed, gatewayKibPerStream, cpuMsPerStream }: StreamsMeasured): string {
  const head = ['streams with a held call, open at once', 'failed', 'gateway KiB/stream', 'CPU ms/stream'];
  return formatTable(head, [[String(streams), String(failed), whole(gatewayKibPerStream), ms(cpuMsPerStream)]]);
}

export function reportText(report: Report): string {
  const { machine, rounds, secondsPerRound } = report;
  const context = `${machine.cores} cores (${machine.model}), Node ${machine.node}, load ${machine.loadBefore.toFixed(1)} before and ${machine.loadAfter.toFixed(1)} after; medians of ${rounds} rounds of ${secondsPerRound} s.`;
  const failures = report.measured.flatMap(({ scenario, path, failure }) =>
    failure === undefined ? [] : [`failed: ${scenario}, ${path}: ${failure}`],
  );
  const held = report.streams ? [streamsTable(report.streams)] : [];
  if (report.streams?.failure !== undefined) failures.push(`failed: a stream: ${report.streams.failure}`);
  const tables = [callTable(report), usageTable(report), ...held, ...(report.audit ? [auditTable(report.audit)] : [])];
  return [context, ...tables, ...failures].join('\n\n') + '\n';
}
