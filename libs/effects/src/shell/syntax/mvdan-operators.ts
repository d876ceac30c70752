/** Operator codes of mvdan-sh 0.10.1, as its token table numbers them. Anything else is refused. */
export const binaryCommands: Record<number, 'and' | 'or' | 'pipe'> = { 10: 'and', 11: 'or', 12: 'pipe' };

export const redirections: Record<number, string> = {
  54: '>',
  55: '>>',
  56: '<',
  57: '<>',
  58: '<&',
  59: '>&',
  60: '>|',
  61: '<<',
  63: '<<<',
  64: '&>',
  65: '&>>',
};

export const expansions: Record<number, string> = {
  68: '+',
  69: ':+',
  70: '-',
  71: ':-',
  76: '%',
  77: '%%',
  78: '#',
  79: '##',
};

export const testJoins = new Set([10, 11]);
export const testNot = 34;

export const unaryTests: Record<number, string> = {
  88: '-e',
  89: '-f',
  90: '-d',
  91: '-c',
  92: '-b',
  93: '-p',
  94: '-S',
  95: '-L',
  96: '-k',
  97: '-g',
  98: '-u',
  99: '-G',
  100: '-O',
  101: '-N',
  102: '-r',
  103: '-w',
  104: '-x',
  105: '-s',
  106: '-t',
  107: '-z',
  108: '-n',
};

export const binaryTests: Record<number, string> = {
  40: '==',
  41: '!=',
  54: '>',
  56: '<',
  74: '=',
  112: '=~',
  113: '-nt',
  114: '-ot',
  115: '-ef',
};
