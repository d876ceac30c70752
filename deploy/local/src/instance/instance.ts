import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@countersign/contracts';
import { localUrl, type InstanceContext } from '../environment/service-environment.js';
import { repositoryRoot } from '../files/repository-root.js';
import { governanceVariables } from '../governance/governance-variables.js';
import { readTenants, type Tenant } from '../governance/tenants.js';
import { choosePorts } from '../ports/choose-ports.js';
import { isFreePort } from '../ports/free-port.js';
import type { ListeningPart, Ports } from '../ports/parts.js';
import { rememberedPorts, rememberPorts } from '../ports/remembered-ports.js';
import { wantedPorts } from '../ports/wanted-ports.js';
import { keepProviderKeys } from '../secrets/keep-provider-keys.js';
import { prepareSecrets, type PreparedSecrets } from '../secrets/prepare-secrets.js';
import { Supervisor } from '../supervision/supervisor.js';
import { describeInstance } from './describe-instance.js';
import { removeDevFile, writeDevFile, type DevFile } from './dev-file.js';
import type { Infrastructure } from './infrastructure.js';
import type { LaunchRequest } from './launch-request.js';
import { instancePaths, type InstancePaths } from './paths.js';
import { demoParts, serviceParts, type DemoContext } from './service-parts.js';
import { setUpTenants } from './set-up-tenants.js';
import { startInfrastructure } from './start-infrastructure.js';
import { stopLeftovers } from './stop-leftovers.js';

/** One running Countersign: infrastructure, services and demo parts on one data folder. Take the lock before. */
export class Instance {
  readonly supervisor: Supervisor;
  private readonly paths: InstancePaths;
  /** Known once everything is ready. */
  private describe: (() => DevFile) | null = null;

  constructor(private readonly request: LaunchRequest) {
    this.paths = instancePaths(request.dataDir);
    this.supervisor = new Supervisor({
      up: (name) => this.announce(name),
      down: (name, reason, delayMs) => request.notice(`${name} ${reason}; starting it again in ${delayMs / 1000} s.`),
    });
  }

  /** Resolves once everything is ready and `dev.json` is written. */
  async start(): Promise<{ description: DevFile; signInUrl: string }> {
    const { request, paths } = this;
    mkdirSync(request.dataDir, { recursive: true });
    removeDevFile(paths.devFile);
    const leftovers = await stopLeftovers(paths);
    if (leftovers > 0) request.notice(`Stopped ${leftovers} processes that an earlier start had left running.`);
    const ports = await this.choosePorts();
    const governanceDir = request.governanceDir ?? join(repositoryRoot, 'governance');
    const tenants = readTenants(governanceDir, governanceVariables(ports));
    const names = tenants.map(({ name }) => name);
    const secrets = prepareSecrets(paths.secrets, names);
    const [infrastructure] = await Promise.all([
      this.startServices(ports, secrets),
      this.startDemo({ ports, files: secrets.files, environment: request.environment }, tenants),
    ]);
    request.notice('Applying governance ...');
    const { adminTokens } = secrets;
    const keys = await setUpTenants({
      tenants,
      ports,
      adminTokens,
      keysPath: paths.issuedKeys,
      appliedPath: paths.appliedGovernance,
      notice: request.notice,
    });
    const pidOf = (name: string) => this.supervisor.pidOf(name);
    this.describe = () => describeInstance({ ports, infrastructure, keys, adminTokens, pidOf });
    writeDevFile(paths.devFile, this.describe());
    return {
      description: this.describe(),
      signInUrl: `${localUrl(ports.console)}/sign-in?code=${secrets.signInCode}`,
    };
  }

  async stop(): Promise<void> {
    this.describe = null;
    removeDevFile(this.paths.devFile);
    await this.supervisor.stopAll();
  }

  /**
   * A part that rose again has another process number, which scripts read from `dev.json`. While another is down it has none;
   * then the file is written when that one has risen.
   */
  private announce(name: string): void {
    if (this.describe === null) return;
    if (services.every((service) => this.supervisor.pidOf(service) !== null))
      writeDevFile(this.paths.devFile, this.describe());
    this.request.notice(`${name} runs again.`);
  }

  private async choosePorts(): Promise<Ports> {
    const wanted = wantedPorts(this.request.portBase, rememberedPorts(this.paths.ports));
    const { ports, moved } = await choosePorts(wanted, isFreePort);
    const { DATABASE_URL, NATS_URL } = this.request.environment;
    const unused = new Set<ListeningPart>([
      ...(DATABASE_URL ? (['postgres'] as const) : []),
      ...(NATS_URL ? (['nats'] as const) : []),
    ]);
    for (const { part, wanted: busy, got } of moved) {
      if (!unused.has(part)) this.request.notice(`Port ${busy} is busy: ${part} takes ${got}.`);
    }
    rememberPorts(this.paths.ports, ports);
    return ports;
  }

  private contextFrom(ports: Ports, secrets: PreparedSecrets, infrastructure: Infrastructure): InstanceContext {
    const { bus, database } = infrastructure;
    const { environment } = this.request;
    return {
      ports,
      files: secrets.files,
      secretStore: this.paths.secretStore,
      signerState: this.paths.signerState,
      exports: this.paths.exports,
      bus,
      database,
      environment,
    };
  }

  private async startServices(ports: Ports, secrets: PreparedSecrets): Promise<Infrastructure> {
    const { request, paths, supervisor } = this;
    const infrastructure = await startInfrastructure({ request, paths, ports, supervisor });
    request.notice('Starting the services ...');
    await supervisor.start(serviceParts(this.contextFrom(ports, secrets, infrastructure), paths));
    return infrastructure;
  }

  /** The demo parts need neither database nor bus, so they start while those do. */
  private async startDemo(context: DemoContext, tenants: readonly Tenant[]): Promise<void> {
    const modelKey = keepProviderKeys(this.paths, tenants);
    await this.supervisor.start(demoParts(context, this.paths, modelKey));
  }
}
