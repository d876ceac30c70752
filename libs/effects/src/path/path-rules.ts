import { hiddenCharacter } from '../hidden-character.js';

interface PathRule {
  code: string;
  message: string;
  broken: (path: string) => boolean;
}

/** No effect name may be cut, and no component may be longer than file systems take. */
const MAX_LENGTH = 2_000;
const MAX_COMPONENT_BYTES = 255;

/** Characters that look like a separator or a dot, or that compatibility normalisation turns into one. */
const LOOKALIKES = /[\u2044\u2215\u2216\u29f5\u29f8\u29f9\u3002\uff61]/u;
const MEANINGFUL_ASCII = /[/\\.~%:*?$]/;

function hasLookalike(path: string): boolean {
  return [...path].some(
    (character) =>
      character > '\u007f' && (LOOKALIKES.test(character) || MEANINGFUL_ASCII.test(character.normalize('NFKC'))),
  );
}

const components = (path: string): string[] => path.split('/');
const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');
const hasComponent = (path: string, pattern: RegExp): boolean => components(path).some((part) => pattern.test(part));

/** What makes the meaning of a path depend on who reads it. Each rule looks at the text as it was given. */
const RULES: readonly PathRule[] = [
  { code: 'path-empty', message: 'The path is empty.', broken: (path) => path.trim() === '' },
  {
    code: 'path-too-long',
    message: 'The path or one of its parts is too long.',
    broken: (path) => path.length > MAX_LENGTH || components(path).some((part) => bytes(part) > MAX_COMPONENT_BYTES),
  },
  {
    code: 'path-hidden-character',
    message: 'The path holds a control, invisible or malformed character.',
    broken: (path) => hiddenCharacter(path, '') !== undefined,
  },
  {
    code: 'path-not-nfc',
    message: 'The path is not in Unicode normal form C, so two names look the same.',
    broken: (path) => path.normalize('NFC') !== path,
  },
  { code: 'path-lookalike', message: 'A character imitates a separator or a dot.', broken: hasLookalike },
  {
    code: 'path-traversal',
    message: 'With links, a path with .. leads elsewhere than its text says.',
    broken: (path) => components(path).includes('..'),
  },
  {
    code: 'path-backslash',
    message: 'A backslash is a separator on some systems and part of a name on others.',
    broken: (path) => path.includes('\\'),
  },
  {
    code: 'path-scheme',
    message: 'The path starts with a drive or a scheme.',
    broken: (path) => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path),
  },
  {
    code: 'path-double-slash',
    message: 'Two leading slashes may name another machine.',
    broken: (path) => path.startsWith('//'),
  },
  {
    code: 'path-option',
    message: 'A path that starts with a dash may be read as an option.',
    broken: (path) => path.startsWith('-'),
  },
  {
    code: 'path-expansion',
    message: 'The path holds what a shell or a tool may expand.',
    broken: (path) => /^~|[*?`]|(?:^|\/)\$|\$[{(]|%[A-Za-z_]{2,}%/.test(path),
  },
  {
    code: 'path-encoded',
    message: 'Decoded once more, the path would have other parts.',
    broken: (path) => /%(?:25)*(?:2[eEfF]|5[cC]|00|7[eE]|[cC][01]|[eE]0|[uU][0-9a-fA-F]{4})/.test(path),
  },
  {
    code: 'path-folded-name',
    message: 'Some file systems drop trailing dots and spaces, shorten names, or open streams by ::$.',
    broken: (path) => hasComponent(path, /^\s|\s$|[^.]\.+$|^\.{3,}$|~\d|:\$/),
  },
];

/** Every rule that a path breaks, in a fixed order. */
export const brokenPathRules = (path: string): readonly PathRule[] => RULES.filter((rule) => rule.broken(path));
