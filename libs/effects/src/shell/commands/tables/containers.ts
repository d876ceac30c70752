import type { CommandTable, ParsedArguments, SubcommandTable } from '../command-table.js';
import { effectKinds } from '../effect-notation.js';

const NAMES = /^[\w.:/@-]+$/;
const LIST =
  '-a -q -l -n: -s -f: --all --quiet --latest --last: --no-trunc --size --filter: --format: --digests --orphans? --tree';
const READ: CommandTable = { operands: 'text', operandPattern: NAMES, takesTokens: true };

/** With -q nothing but ids is printed. */
function idsPrinted({ options }: ParsedArguments): 'token' | undefined {
  const names = options.map(({ name }) => name);
  return names.some((name) => name === '-q' || name === '--quiet') && !names.includes('--format') ? 'token' : undefined;
}

const PS: CommandTable = { ...READ, options: LIST, operands: 'none', prints: idsPrinted };
const LOGS: CommandTable = {
  ...READ,
  options: '-f -t -n: --follow --timestamps --tail: --since: --until: --details --no-color --no-log-prefix',
};
const INSPECT: CommandTable = { ...READ, options: '-f: -s --format: --size --type:' };

/** The commands of docker and podman that ask the daemon. Other daemons and other settings are refused. */
export const docker: SubcommandTable = {
  service: 'docker',
  subcommands: {
    ps: PS,
    images: { ...READ, options: LIST },
    logs: LOGS,
    inspect: INSPECT,
    version: { operands: 'none', options: '-f: --format:' },
    info: { operands: 'none', options: '-f: --format:' },
    stats: { ...READ, options: '-a --all --no-stream --no-trunc --format:' },
    top: { ...READ, minOperands: 1, maxOperands: 1 },
    port: READ,
    diff: READ,
    history: { ...READ, options: '-q -H --quiet --human? --no-trunc --format:' },
    'container ls': PS,
    'container list': PS,
    'container inspect': INSPECT,
    'container logs': LOGS,
    'image ls': { ...READ, options: LIST },
    'image inspect': INSPECT,
    'image history': { ...READ, options: '-q --quiet --no-trunc --format:' },
    'network ls': PS,
    'network inspect': INSPECT,
    'volume ls': PS,
    'volume inspect': INSPECT,
    'compose ps': { ...READ, options: '-a -q --all --quiet --services --format: --filter: --status: --no-trunc' },
    'compose logs': LOGS,
    'compose ls': { options: '-a -q --all --quiet --format: --filter:', operands: 'none' },
    'compose images': { ...READ, options: '-q --quiet --format:' },
    'compose top': READ,
    'compose version': { options: '--short -f: --format:', operands: 'none' },
    'node ls': PS,
    'service ls': PS,
    'service ps': { ...READ, options: LIST },
    'service logs': LOGS,
    'stack ls': PS,
    'stack ps': { ...READ, options: LIST },
    'stack services': { ...READ, options: LIST },
    events: { options: '--since: --until: -f: --filter: --format:', operands: 'none' },
    'system df': { operands: 'none', options: '-v --verbose --format:' },
    'context ls': { operands: 'none', options: '-q --quiet --format:' },
  },
  others: effectKinds(
    'run=exec exec=exec start=exec restart=exec stop=write kill=delete rm=delete rmi=delete pull=network,write push=network build=exec,write create=write commit=write cp=write load=write save=write import=write export=write tag=write rename=write update=write pause=write unpause=write attach=exec login=network,grant logout=write compose=exec container=write image=write network=write volume=write system=delete context=write plugin=exec buildx=exec swarm=write service=write stack=write secret=write search=network wait=read',
  ),
};

/** What the container runtime of a node says. Another endpoint or file of settings is refused. */
export const crictl: SubcommandTable = {
  service: 'docker',
  subcommands: {
    ps: { options: '-a -q -o: --all --quiet --output: --name: --state: --label: --no-trunc', operands: 'none' },
    pods: { options: '-q -o: --quiet --output: --name: --namespace: --state: --label: --no-trunc', operands: 'none' },
    images: { ...READ, options: '-q -v -o: --quiet --verbose --output: --digests --no-trunc' },
    logs: { ...READ, options: '-f -p -t --follow --previous --timestamps --tail: --since:', minOperands: 1 },
    inspect: { ...READ, options: '-o: --output:', minOperands: 1 },
    inspecti: { ...READ, options: '-o: --output:', minOperands: 1 },
    inspectp: { ...READ, options: '-o: --output:', minOperands: 1 },
    stats: { ...READ, options: '-a -o: --all --output:' },
    info: { options: '-o: --output:', operands: 'none' },
    version: { operands: 'none' },
  },
  others: effectKinds(
    'exec=exec attach=exec create=write run=exec runp=exec start=exec stop=write stopp=write rm=delete rmp=delete rmi=delete pull=network,write update=write port-forward=network config=write checkpoint=write',
  ),
};
