import { describe, expect, it } from '@jest/globals';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';

const root = Buffer.alloc(32, 7);
const ROOT = root.toString('base64');

describe('a checkpoint', () => {
  it('is read back as it was written', () => {
    for (const size of [0, 1, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      const checkpoint = { origin: 'countersign.example/acme', size, root };
      const text = formatCheckpoint(checkpoint);
      expect(text).toBe(`countersign.example/acme\n${size}\n${ROOT}\n`);
      expect(parseCheckpoint(text)).toEqual({ ok: true, checkpoint });
    }
  });

  it('may carry extension lines, which are passed over', () => {
    expect(parseCheckpoint(`log\n1\n${ROOT}\nextension\n`).ok).toBe(true);
  });

  it.each([
    [`log\n01\n${ROOT}\n`],
    [`log\n-1\n${ROOT}\n`],
    [`log\n1e3\n${ROOT}\n`],
    [`log\n9007199254740992\n${ROOT}\n`],
    [`log\n\n${ROOT}\n`],
    [`\n1\n${ROOT}\n`],
    [`l og\n1\n${ROOT}\n`],
    [`log\n1\n${ROOT}`],
    [`log\n1\n${ROOT.replace('=', '')}\n`],
    [`log\n1\n${Buffer.alloc(31).toString('base64')}\n`],
    [`log\n1\n${ROOT}\n\n`],
    ['log\n1\n'],
    [''],
  ])('is refused if malformed: %j', (text) => {
    expect(parseCheckpoint(text).ok).toBe(false);
  });

  it('cannot be written with an impossible part', () => {
    expect(() => formatCheckpoint({ origin: 'a b', size: 1, root })).toThrow(RangeError);
    expect(() => formatCheckpoint({ origin: 'a', size: 2 ** 53, root })).toThrow(RangeError);
    expect(() => formatCheckpoint({ origin: 'a', size: 1, root: Buffer.alloc(20) })).toThrow(RangeError);
  });
});
