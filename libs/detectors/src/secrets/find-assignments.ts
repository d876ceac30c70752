import type { Detector, Hit } from '../finding.js';
import { entropyOf } from '../text/entropy.js';
import { matchesOf } from '../text/matches.js';

const gap = String.raw`\\?["'\x60]?[ \t]{0,4}(?:=>|:=|[:=]|[ \t]is[ \t])[ \t]{0,4}\\?["'\x60]?`;
const password = new RegExp(String.raw`pass(?:word|wd|phrase)?${gap}([^\s"'\x60,;\\<>{}()[\]]{6,256})`, 'dgi');
const pwd = new RegExp(String.raw`pwd${gap}([^\s"'\x60,;\\<>{}()[\]]{6,256})`, 'dgi');
const keyword = 'secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|credentials?';
const key = new RegExp(String.raw`(?:${keyword})(?:[_-]?(?:key|value))?${gap}([A-Za-z0-9+/=_.~-]{16,512})`, 'dgi');
const bearer = /bearer[ \t]{1,4}([A-Za-z0-9._~+/=-]{16,512})/dgi;
const basic = /basic[ \t]{1,4}([A-Za-z0-9+/]{8,512}={0,2})/dgi;
const anyKeyword = /pass|pwd|secret|token|key|credential|bearer|basic/i;

/** Values that a name beside them calls a password, a token or a key, and that look like one. */
export const findAssignments: Detector = (text) => {
  if (!anyKeyword.test(text)) return [];
  return [
    ...hits(text, { pattern: password, detector: 'password', accepts: isPassword }),
    ...hits(text, { pattern: pwd, detector: 'password', accepts: isPassword }),
    ...hits(text, { pattern: key, detector: 'named-key', accepts: isRandom }),
    ...hits(text, { pattern: bearer, detector: 'authorization-header', accepts: isRandom }),
    ...hits(text, { pattern: basic, detector: 'authorization-header', accepts: isBasic }),
  ];
};

interface Search {
  pattern: RegExp;
  detector: string;
  accepts: (value: string) => boolean;
}

function hits(text: string, { pattern, detector, accepts }: Search): Hit[] {
  return [...matchesOf(text, pattern)]
    .filter(({ value }) => accepts(value))
    .map(({ start, end }) => ({ category: 'secret', detector, start, end }));
}

/** A word, a path, an address or the name of a variable is no password. */
function isPassword(value: string): boolean {
  if (!/[A-Za-z]/.test(value) || !/[^A-Za-z_.:$/-]/.test(value)) return false;
  return !/^(?:[~.]{0,2}\/|[A-Za-z]:|https?:|\$|%|process\.|os\.|env[.:])/.test(value) && entropyOf(value) >= 2;
}

/** Long, mixed and without order: made by a machine to be guessed by nobody. */
function isRandom(value: string): boolean {
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (/^(?:process\.|os\.|env[.:]|https?:|[~.]{0,2}\/)/.test(value)) return false;
  return entropyOf(value) >= (value.length >= 24 ? 3.2 : 3);
}

/** User and password in base64. */
function isBasic(value: string): boolean {
  const plain = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x21-\x39\x3b-\x7e]{1,128}:[\x20-\x7e]{1,256}$/.test(plain);
}
