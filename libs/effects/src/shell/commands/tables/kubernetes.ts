import { exactText } from '../../words/argument.js';
import type { Argument } from '../../words/argument.js';
import type { CommandTable, ParsedArguments, SubcommandTable } from '../command-table.js';
import { effectKinds } from '../effect-notation.js';

const WORDS = /^[\w.:/,@=!()-]+$/;
const SCOPE = '-n: --namespace: --context: --request-timeout:';
const HEALTH = /^\/(?:(?:readyz|livez|healthz)(?:\/[\w-]+)*(?:\?verbose)?|version|metrics)$/;
const OUTPUTS = /^=?(?:wide|json|yaml|name|(?:jsonpath|jsonpath-as-json|go-template|custom-columns)=[^\n]*)$/;

function exactValue(parsed: ParsedArguments, names: readonly string[]): readonly (string | undefined)[] {
  return parsed.options.filter(({ name }) => names.includes(name)).map(({ value }) => exactText(value));
}

/** Every text an operand can be; of a name that another command printed, what can be seen of it. */
function textsOf({ candidates, origin, outlines }: Argument, isKind: boolean): readonly string[] {
  if (candidates?.every(({ pattern }) => !pattern)) return candidates.map(({ text }) => text);
  return origin === 'token' && !isKind ? outlines : ['secret'];
}

/** Secrets are readable with the same command as everything else, and their values must not pass as an ordinary read. */
function resourceRefusal(parsed: ParsedArguments): string | undefined {
  const texts = parsed.operands.flatMap((operand, index) => textsOf(operand, index === 0));
  if (texts.some((name) => /(^|[,/])secrets?\b/i.test(name))) return 'Secrets are not an ordinary read.';
  return resourceOutput(parsed);
}

/** `kubectl get --raw` asks any path of the server, so only those of its health are known. */
function getRefusal(parsed: ParsedArguments): string | undefined {
  const [path, ...others] = exactValue(parsed, ['--raw']);
  if (path === undefined && others.length === 0 && !parsed.options.some(({ name }) => name === '--raw'))
    return parsed.operands.length === 0 ? 'An operand is missing.' : resourceRefusal(parsed);
  const known = others.length === 0 && parsed.operands.length === 0 && HEALTH.test(path ?? '');
  return known ? undefined : 'The path is not one of the health of the server.';
}

function resourceOutput(parsed: ParsedArguments): string | undefined {
  const outputs = exactValue(parsed, ['-o', '--output']);
  return outputs.every((output) => OUTPUTS.test(output ?? '')) ? undefined : 'The output format is not known.';
}

/** `-o name` and the names of objects alone. */
const NAMES_ONLY =
  /^=?(?:name|jsonpath=\{(?:\.items\[(?:\*|\d+)\])?\.metadata\.name\}|custom-columns=:?\.?metadata\.name)$/;

function namesPrinted(parsed: ParsedArguments): 'token' | undefined {
  const [output, ...others] = exactValue(parsed, ['-o', '--output']);
  return others.length === 0 && NAMES_ONLY.test(output ?? '') ? 'token' : undefined;
}

const READ: CommandTable = { operands: 'text', operandPattern: WORDS };

/** The commands of kubectl that ask the cluster. Settings that name another server or a plug-in are refused. */
export const kubectl: SubcommandTable = {
  globals: SCOPE,
  service: 'kubernetes',
  subcommands: {
    get: {
      ...READ,
      options: `${SCOPE} -A -o: -l: -w -L: --all-namespaces --output: --selector: --field-selector: --watch --show-labels --sort-by: --no-headers --show-kind --label-columns: --ignore-not-found --chunk-size: --raw:`,
      takesTokens: true,
      prints: namesPrinted,
      check: getRefusal,
    },
    describe: {
      ...READ,
      options: `${SCOPE} -A -l: --all-namespaces --selector: --show-events?`,
      minOperands: 1,
      takesTokens: true,
      check: resourceRefusal,
    },
    logs: {
      ...READ,
      takesTokens: true,
      options: `${SCOPE} -c: -f -p -l: --container: --follow --previous --selector: --tail: --since: --since-time: --timestamps --all-containers --max-log-requests: --prefix --limit-bytes: --ignore-errors`,
    },
    'top pod': {
      ...READ,
      options: `${SCOPE} -A -l: --all-namespaces --containers --no-headers --selector: --sort-by:`,
    },
    'top pods': {
      ...READ,
      options: `${SCOPE} -A -l: --all-namespaces --containers --no-headers --selector: --sort-by:`,
    },
    'top node': { ...READ, options: `${SCOPE} -l: --no-headers --selector: --sort-by:` },
    'top nodes': { ...READ, options: `${SCOPE} -l: --no-headers --selector: --sort-by:` },
    events: { ...READ, options: `${SCOPE} -A -w --all-namespaces --for: --types: --watch --no-headers` },
    version: { operands: 'none', options: '--client --short -o: --output: --context:' },
    'cluster-info': { operands: 'none', options: '--context:' },
    'api-resources': {
      operands: 'none',
      options: '--namespaced? --api-group: --verbs: --sort-by: -o: --output: --no-headers --context:',
    },
    'api-versions': { operands: 'none', options: '--context:' },
    explain: { ...READ, options: '--recursive --api-version: --context:' },
    'config view': { operands: 'none', options: '--minify -o: --output: --context:', check: resourceOutput },
    'config current-context': { operands: 'none' },
    'config get-contexts': { ...READ, options: '-o: --output: --no-headers' },
    'config get-clusters': { operands: 'none' },
    'rollout status': { ...READ, options: `${SCOPE} -w --watch? --timeout: --revision:` },
    'rollout history': { ...READ, options: `${SCOPE} --revision:` },
    'auth can-i': {
      ...READ,
      options: `${SCOPE} -A -q --list --all-namespaces --quiet --as: --as-group: --subresource:`,
    },
    'auth whoami': { operands: 'none', options: '--context: -o: --output:' },
  },
  others: effectKinds(
    'apply=write create=write replace=write patch=write edit=write,exec set=write label=write annotate=write scale=write autoscale=write expose=write run=write,exec rollout=write cordon=write uncordon=write drain=delete taint=write delete=delete exec=exec attach=exec debug=exec cp=write,exec port-forward=network proxy=network certificate=grant auth=grant config=write diff=exec kustomize=exec wait=read plugin=exec',
  ),
};

/** The commands of helm that ask the cluster. Values and manifests can hold secrets, so they are not listed. */
export const helm: SubcommandTable = {
  globals: '-n: --namespace: --kube-context:',
  service: 'kubernetes',
  subcommands: {
    list: {
      operands: 'none',
      options:
        '-n: --namespace: --kube-context: -A -a -q -o: --all-namespaces --all --short --output: --filter: --failed --deployed --pending',
    },
    ls: {
      operands: 'none',
      options:
        '-n: --namespace: --kube-context: -A -a -q -o: --all-namespaces --all --short --output: --filter: --failed --deployed --pending',
    },
    status: { ...READ, options: '-n: --namespace: --kube-context: -o: --output: --revision:' },
    history: { ...READ, options: '-n: --namespace: --kube-context: -o: --output: --max:' },
    version: { operands: 'none', options: '--short' },
    'get notes': { ...READ, options: '-n: --namespace: --kube-context: --revision:' },
    'get metadata': { ...READ, options: '-n: --namespace: --kube-context: --revision: -o: --output:' },
    'repo list': { operands: 'none', options: '-o: --output:' },
    'search repo': { ...READ, options: '-l --versions --version: -o: --output:' },
  },
  others: effectKinds(
    'install=write upgrade=write uninstall=delete delete=delete rollback=write template=exec test=exec repo=network,write pull=network,write push=network plugin=exec get=read',
  ),
};
