import { describe, expect, it } from '@jest/globals';
import { FakeBus } from '../../../test/parts/fake-bus.js';
import { steadyRecord } from './steady-record.js';

describe('the record for one piece of work', () => {
  it('takes for sealed what audit has sealed', async () => {
    expect(await steadyRecord(new FakeBus()).sealed(1)).toBe(true);
  });

  it('takes nothing for sealed once the connection has broken since the work began', async () => {
    const bus = new FakeBus();
    const record = steadyRecord(bus);
    bus.life++;
    expect(await record.sealed(1)).toBe(false);
    expect(await steadyRecord(bus).sealed(1)).toBe(true);
  });
});
