const LOCALE = /^(?:C|POSIX|C\.UTF-?8|[a-z]{2}_[A-Z]{2}\.UTF-?8)$/i;
const NUMBER = /^\d{0,4}$/;
/** A pager that pages nothing, or none. */
const NO_PAGER = /^(?:cat)?$/;
const WORD = /^[A-Za-z0-9][\w.-]*$/;

/**
 * Settings that a command may get in front of it, with the values that are known to change only what it prints. A
 * locale or a time zone with a slash in front or a dot could name a file; other encodings could cut scripts elsewhere.
 */
const SETTINGS: ReadonlyMap<string, RegExp> = new Map<string, RegExp>([
  ...'LC_ALL LANG LC_COLLATE LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME'
    .split(' ')
    .map((name): [string, RegExp] => [name, LOCALE]),
  ['TZ', /^(?:[A-Z]{3,4}|[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_-]+){1,2})$/],
  ['COLUMNS', NUMBER],
  ['NO_COLOR', NUMBER],
  ['GIT_OPTIONAL_LOCKS', /^0$/],
  ['PAGER', NO_PAGER],
  ['GIT_PAGER', NO_PAGER],
  ['AWS_PAGER', NO_PAGER],
  ['SYSTEMD_PAGER', NO_PAGER],
  ['AWS_PROFILE', WORD],
  ['AWS_REGION', WORD],
  ['AWS_DEFAULT_REGION', WORD],
]);

/** `IFS=, read -r a b`: where a line is cut, for this one builtin only. */
export function isReadSeparator(name: string, value: string | undefined, command: string | undefined): boolean {
  return name === 'IFS' && command === 'read' && /^[,:;|= \t]?$/.test(value ?? '?');
}

/** Whether a command may run with this name set to this value, a known text. */
export function isHarmlessSetting(name: string, value: string | undefined): boolean {
  return value !== undefined && SETTINGS.get(name)?.test(value) === true;
}
