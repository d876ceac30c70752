import { MortalProcess } from '@countersign/testing';
import { startApprovals } from '../services/approvals.js';
import { startAudit } from '../services/audit.js';
import { startCredentials } from '../services/credentials.js';
import type { GatewayDoor } from '../services/gateway-door.js';
import { startGateway } from '../services/gateway.js';
import { startPolicy } from '../services/policy.js';
import type { Life, World } from './world.js';

export const processNames = [
  'gateway-1',
  'gateway-2',
  'policy',
  'approvals',
  'credentials',
  'audit-1',
  'audit-2',
] as const;
export type ProcessName = (typeof processNames)[number];

/** Longest until a supervisor has started a fallen process again. */
const slowestRestartMs = 12_000;

/** The processes of all services, with a supervisor that starts the fallen again. */
export class Cluster {
  private readonly running = new Map<ProcessName, MortalProcess>();
  private readonly doors = new Map<ProcessName, GatewayDoor>();
  /** Not started again before the world heals. */
  private readonly stopped = new Set<ProcessName>();
  private readonly lives = new Map<ProcessName, number>();

  constructor(private readonly world: World) {}

  start(name: ProcessName): void {
    if (this.running.get(name)?.isAlive() || this.stopped.has(name)) return;
    const life = (this.lives.get(name) ?? 0) + 1;
    this.lives.set(name, life);
    const process = new MortalProcess(`${name}.${life}`);
    this.running.set(name, process);
    process.atDeath(() => this.fallen(name));
    this.world.history.note(process.name, 'starts');
    this.world.time.after(0, () => this.bringUp(name, { world: this.world, process }), process);
  }

  process(name: ProcessName): MortalProcess | undefined {
    return this.running.get(name);
  }

  /** One of the replicas that take requests of agents. */
  door(): GatewayDoor | undefined {
    const open = (['gateway-1', 'gateway-2'] as const).filter((name) => this.running.get(name)?.isAlive());
    return open.length === 0 ? undefined : this.doors.get(this.world.random.pick(open));
  }

  kill(name: ProcessName): void {
    this.running.get(name)?.kill();
  }

  stop(name: ProcessName): void {
    this.stopped.add(name);
    this.kill(name);
  }

  allow(name: ProcessName): void {
    this.stopped.delete(name);
    this.start(name);
  }

  /** Nothing dies any more, and what lies down gets up. */
  heal(): void {
    this.stopped.clear();
    for (const process of this.running.values()) process.spare();
    for (const name of processNames) this.start(name);
  }

  private fallen(name: ProcessName): void {
    const { history, random, time } = this.world;
    history.note(name, 'dies');
    time.after(random.between(200, slowestRestartMs), () => this.start(name), null);
  }

  private bringUp(name: ProcessName, life: Life): void {
    if (name === 'gateway-1' || name === 'gateway-2') this.doors.set(name, startGateway(life));
    if (name === 'policy') startPolicy(life).catch(() => life.process.kill());
    if (name === 'approvals') startApprovals(life);
    if (name === 'credentials') startCredentials(life);
    if (name === 'audit-1' || name === 'audit-2') startAudit(life);
  }
}
