import { posix } from 'node:path';

const READABLE_DEVICES = new Set(['/dev/null', '/dev/stdin', '/dev/urandom']);

/** Files below /proc that describe the machine, not a process. */
const MACHINE_FACTS =
  /^\/proc\/(?:cpuinfo|meminfo|loadavg|uptime|version|mounts|stat|vmstat|filesystems|partitions|diskstats|swaps|mdstat|pressure\/(?:cpu|io|memory)|cmdline|modules|interrupts|devices|net\/(?:dev|tcp|tcp6|udp|udp6|route|arp)|sys\/(?:kernel|vm|fs|net)\/[\w/.-]+)$/;

/** What everybody may see of a process; its environment, memory and open files are not among it. */
const PROCESS_FACTS =
  /^\/proc\/(?:self|[1-9]\d{0,6})\/(?:status|limits|stat|statm|io|sched|cgroup|mountinfo|mounts|oom_score|oom_score_adj|comm|loginuid|wchan)$/;

/** `/inet` is how awk names a network connection. */
const GUARDED_ROOTS = ['/dev', '/proc', '/sys/kernel', '/run/secrets', '/inet', '/inet4', '/inet6'].map((root) => ({
  root,
  below: `${root}/`,
}));

/** Reading all of these would read the guarded ones too. */
const HOLDS_GUARDED = new Set(['/', '/sys', '/run']);

/** An absolute path that normalising leaves as it is: no empty name and none that begins with a dot. */
const TIDY = /^(?:\/[^/.][^/]*)+$/;

function normalise(text: string, absolute: boolean): string {
  return posix.normalize(absolute ? text.replace(/\/+/g, '/') : `/${text.replace(/^(\.{0,2}\/)+/, '')}`);
}

/** A pattern in one of the first two names could match a guarded root. */
function couldMatchRoot(path: string): boolean {
  if (!/[*?[]/.test(path)) return false;
  const [, first = '', second = ''] = path.split('/');
  if (/[*?[]/.test(first)) return true;
  return (first === 'sys' || first === 'run') && /[*?[]/.test(second);
}

/**
 * Devices, network pseudo devices, process memory and environments, kernel controls: reading them is more than
 * reading a file. `text` is absolute, or relative to a directory that is not known.
 */
export function isSpecialPath(text: string): boolean {
  const absolute = text.startsWith('/');
  const climbs = /(^|\/)\.\.(\/|$)/.test(text);
  if (!absolute && !climbs) return false;
  const path = absolute && TIDY.test(text) ? text : normalise(text, absolute);
  if (couldMatchRoot(path)) return absolute;
  if (READABLE_DEVICES.has(path) || MACHINE_FACTS.test(path) || PROCESS_FACTS.test(path)) return false;
  if (HOLDS_GUARDED.has(path)) return true;
  return GUARDED_ROOTS.some(({ root, below }) => path === root || path.startsWith(below));
}
