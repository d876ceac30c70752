import { listeningParts, type ListeningPart, type Ports } from './parts.js';

export interface MovedPort {
  part: ListeningPart;
  wanted: number;
  got: number;
}

const highestPort = 65_535;

async function nextFree(wanted: number, isFree: (port: number) => Promise<boolean>): Promise<number> {
  for (let port = wanted; port <= highestPort; port += 1) if (await isFree(port)) return port;
  throw new Error(`no port from ${wanted} on is free`);
}

/** Takes each wanted port, or the next one that is neither busy nor wanted by another part, and tells which moved. */
export async function choosePorts(
  wanted: Ports,
  isFree: (port: number) => Promise<boolean>,
): Promise<{ ports: Ports; moved: MovedPort[] }> {
  const ports: Partial<Ports> = {};
  const moved: MovedPort[] = [];
  for (const part of listeningParts) {
    const others = new Set([...Object.values(ports), ...Object.values(wanted).filter((port) => port !== wanted[part])]);
    const got = await nextFree(wanted[part], async (port) => !others.has(port) && (await isFree(port)));
    if (got !== wanted[part]) moved.push({ part, wanted: wanted[part], got });
    ports[part] = got;
  }
  return { ports: ports as Ports, moved };
}
