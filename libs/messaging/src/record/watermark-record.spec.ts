import { describe, expect, it } from '@jest/globals';
import { WatermarkRecord } from './watermark-record.js';

const mark = (sequence: number, incarnation = 'a', epoch = 1) => ({ incarnation, sequence, epoch });

describe('waiting for the record', () => {
  it('releases everyone at or below the watermark, and nobody above', async () => {
    const record = new WatermarkRecord();
    const below = record.sealed(3);
    const above = record.sealed(5, 20);
    record.advance(mark(4));
    expect(await below).toBe(true);
    expect(await above).toBe(false);
  });

  it('is unavailable before the first word of audit and after two seconds of silence', () => {
    let now = 0;
    const record = new WatermarkRecord(() => now);
    expect(record.available()).toBe(false);
    record.advance(mark(1));
    expect(record.available()).toBe(true);
    now = 2_001;
    expect(record.available()).toBe(false);
  });

  it('never moves back for a late broadcast', async () => {
    const record = new WatermarkRecord();
    record.advance(mark(9));
    record.advance(mark(2));
    expect(await record.sealed(9, 5)).toBe(true);
  });

  it('fails waiters when the stream is another one, whose numbers mean nothing to them', async () => {
    const record = new WatermarkRecord();
    record.advance(mark(1, 'a'));
    const waiting = record.sealed(2);
    record.advance(mark(7, 'b'));
    expect(await waiting).toBe(false);
  });

  it('trusts no number across an interruption of the connection, since the bus may have lost what it acknowledged', async () => {
    const record = new WatermarkRecord();
    record.advance(mark(4));
    const waiting = record.sealed(5);
    record.interrupted();
    expect(await waiting).toBe(false);
    expect(record.available()).toBe(false);
  });

  it('takes a number that was sealed before an interruption for sealed only after audit said so again', async () => {
    const record = new WatermarkRecord();
    record.advance(mark(4));
    record.interrupted();
    expect(await record.sealed(4, 5)).toBe(false);
    record.advance(mark(4));
    expect(await record.sealed(4, 5)).toBe(true);
  });

  it('names its positions anew after an interruption, so that outboxes publish again what may have been lost', async () => {
    const record = new WatermarkRecord();
    record.advance(mark(9));
    const before = record.current();
    record.interrupted();
    expect(record.current()).toBeNull();
    record.advance(mark(9));
    expect(record.current()).toMatchObject({ sequence: 9 });
    expect(record.current()?.incarnation).not.toBe(before?.incarnation);
  });
});
