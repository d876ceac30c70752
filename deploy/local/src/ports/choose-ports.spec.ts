import { describe, expect, it } from '@jest/globals';
import { choosePorts } from './choose-ports.js';
import { listeningParts } from './parts.js';
import { wantedPorts } from './wanted-ports.js';

const busy =
  (...ports: number[]) =>
  (port: number) =>
    Promise.resolve(!ports.includes(port));

describe('the ports of an instance', () => {
  it('are the usual ones on a quiet machine', async () => {
    const { ports, moved } = await choosePorts(wantedPorts(null, {}), busy());
    expect(ports).toMatchObject({ gateway: 8080, console: 8090, policy: 8100, nats: 8107 });
    expect(moved).toEqual([]);
  });

  it('step over what is busy and say so', async () => {
    const { ports, moved } = await choosePorts(wantedPorts(null, {}), busy(8080, 8081));
    expect(ports.gateway).toBe(8082);
    expect(moved).toEqual([{ part: 'gateway', wanted: 8080, got: 8082 }]);
  });

  it('never give one port to two parts', async () => {
    const { ports } = await choosePorts(wantedPorts(9000, {}), busy(9000, 9003, 9004));
    expect(new Set(Object.values(ports)).size).toBe(listeningParts.length);
    expect(ports.gateway).toBe(9010);
    expect(ports.console).toBe(9001);
  });

  it('stay those of the last start unless another base is given', () => {
    expect(wantedPorts(null, { gateway: 8085 }).gateway).toBe(8085);
    expect(wantedPorts(9000, { gateway: 8085 }).gateway).toBe(9000);
    expect(wantedPorts(9000, { gateway: 9010 }).gateway).toBe(9010);
  });

  it('are chosen even when a remembered port is another part’s usual one', async () => {
    const { ports } = await choosePorts(wantedPorts(null, { gateway: 8090 }), busy());
    expect(new Set(Object.values(ports)).size).toBe(listeningParts.length);
  });
});
