import type { CommandTable, SubcommandTable } from '../command-table.js';
import { effectKinds } from '../effect-notation.js';

const NAMES = /^[\w@./*+-]+$/;
/** A name of the registry or a field: anything with a colon or more slashes could be fetched from elsewhere. */
const PACKAGE = /^(?:@[\w.-]+\/)?[\w][\w.-]*(?:@[\w.^~<>=-]+)?(?:\[\w+\])?$/;
const NPM_LS: CommandTable = {
  options: '-a -g --all --json --long --parseable --depth: --omit: --prod --dev --production --link --global',
  operands: 'text',
  operandPattern: NAMES,
};

/** Looking at what is installed, and in the registry of the deployment by name. */
export const npm: SubcommandTable = {
  subcommands: {
    ls: NPM_LS,
    list: NPM_LS,
    outdated: { options: '-g -a -l --all --json --long --global', operands: 'text', operandPattern: NAMES },
    view: { options: '--json', operands: 'text', operandPattern: PACKAGE, minOperands: 1 },
    'config get': { operands: 'text', operandPattern: /^[a-z][a-z-]*$/, minOperands: 1, maxOperands: 1 },
    root: { options: '-g', operands: 'none' },
    prefix: { options: '-g', operands: 'none' },
  },
  others: effectKinds(
    'install=exec,network,write i=exec,network,write ci=exec,network,write add=exec,network,write update=exec,network,write uninstall=write,delete run=exec run-script=exec exec=exec start=exec test=exec publish=network,write pack=write,exec link=write audit=network view=network info=network show=network search=network outdated=network config=write set=write login=network,grant token=grant owner=grant access=grant init=exec,write rebuild=exec cache=write version=write',
  ),
};

const PIP_LIST: CommandTable = {
  options: '-e -l --local --user --editable --format: --not-required --exclude: --all',
  operands: 'none',
};

export const pip: SubcommandTable = {
  subcommands: {
    list: PIP_LIST,
    freeze: PIP_LIST,
    show: { options: '-f -v --files --verbose', operands: 'text', operandPattern: NAMES },
    check: { operands: 'none' },
  },
  others: effectKinds(
    'install=exec,network,write uninstall=delete download=network,write wheel=exec,write config=write cache=write index=network search=network',
  ),
};

const APT_NAMES = /^[\w*+-][\w.*+:-]*$/;

export const apt: SubcommandTable = {
  subcommands: {
    list: { options: '-a --installed --upgradable --all-versions', operands: 'text', operandPattern: APT_NAMES },
    show: { options: '-a --all-versions', operands: 'text', operandPattern: APT_NAMES },
    search: { options: '-n --names-only', operands: 'text', operandPattern: APT_NAMES },
    policy: { operands: 'text', operandPattern: APT_NAMES },
    depends: { operands: 'text', operandPattern: APT_NAMES },
    rdepends: { operands: 'text', operandPattern: APT_NAMES },
  },
  others: effectKinds(
    'install=exec,network,write remove=delete,exec purge=delete,exec update=network,write upgrade=exec,network,write full-upgrade=exec,network,write dist-upgrade=exec,network,write autoremove=delete,exec clean=delete download=network,write source=network,write',
  ),
};

const UNIT_OPTIONS =
  '-a -l -q -t: -n: -o: -p: --all --full --quiet --type: --state: --failed --lines: --output: --property: --value --no-pager --no-legend --plain --user --system --recursive --reverse --after --before';
const UNITS: CommandTable = { options: UNIT_OPTIONS, operands: 'text', operandPattern: /^[\w.@:*\\-]+$/ };

export const systemctl: SubcommandTable = {
  globals: UNIT_OPTIONS,
  bare: { options: UNIT_OPTIONS, operands: 'none' },
  service: 'systemd',
  subcommands: {
    status: UNITS,
    show: UNITS,
    cat: UNITS,
    'is-active': UNITS,
    'is-enabled': UNITS,
    'is-failed': UNITS,
    'is-system-running': UNITS,
    'list-units': UNITS,
    'list-unit-files': UNITS,
    'list-timers': UNITS,
    'list-sockets': UNITS,
    'list-dependencies': UNITS,
    'get-default': UNITS,
  },
  others: effectKinds(
    'start=exec restart=exec reload=exec stop=write enable=write disable=write mask=write unmask=write kill=delete edit=write,exec daemon-reload=write set-property=write set-default=write isolate=write reboot=write poweroff=write halt=write link=write revert=write reset-failed=write set-environment=write',
  ),
};
