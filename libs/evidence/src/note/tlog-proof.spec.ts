import { describe, expect, it } from '@jest/globals';
import { formatTlogProof, parseTlogProof } from './tlog-proof.js';

const HASH = Buffer.alloc(32, 1).toString('base64');
const CHECKPOINT = `log\n3\n${HASH}\n\n\u2014 log AAAAAAA=\n`;

describe('a tlog-proof', () => {
  it('is read back as it was written, the checkpoint to the last byte', () => {
    const proof = { index: 2, path: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)], checkpoint: CHECKPOINT };
    expect(parseTlogProof(formatTlogProof(proof))).toEqual({ ok: true, proof });
    const alone = { index: 0, path: [], checkpoint: CHECKPOINT, extra: Buffer.from('note') };
    expect(parseTlogProof(formatTlogProof(alone))).toEqual({ ok: true, proof: alone });
  });

  it('has the lines of the specification', () => {
    const text = formatTlogProof({
      index: 2,
      path: [Buffer.alloc(32, 1)],
      checkpoint: CHECKPOINT,
      extra: Buffer.from('x'),
    });
    expect(text).toBe(`c2sp.org/tlog-proof@v1\nextra eA==\nindex 2\n${HASH}\n\n${CHECKPOINT}`);
  });

  it.each([
    [''],
    [`index 2\n\n${CHECKPOINT}`],
    [`c2sp.org/tlog-proof@v2\nindex 2\n\n${CHECKPOINT}`],
    [`c2sp.org/tlog-proof@v1\n\n${CHECKPOINT}`],
    [`c2sp.org/tlog-proof@v1\nindex 02\n\n${CHECKPOINT}`],
    [`c2sp.org/tlog-proof@v1\nindex 9007199254740992\n\n${CHECKPOINT}`],
    [`c2sp.org/tlog-proof@v1\nindex 2\nAAAA\n\n${CHECKPOINT}`],
    [`c2sp.org/tlog-proof@v1\nextra *\nindex 2\n\n${CHECKPOINT}`],
    [`c2sp.org/tlog-proof@v1\nindex 2\nextra eA==\n\n${CHECKPOINT}`],
    [`c2sp.org/tlog-proof@v1\nindex 2\n${`${HASH}\n`.repeat(64)}\n${CHECKPOINT}`],
  ])('is refused if malformed: %j', (text) => {
    expect(parseTlogProof(text).ok).toBe(false);
  });
});
