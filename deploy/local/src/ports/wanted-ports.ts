import { listeningParts, type Ports } from './parts.js';

const usual: Partial<Ports> = { gateway: 8080, console: 8090 };
const othersFrom = 8100;

/** How far from a given base a part may have ended up when the ports before were busy. */
const span = 100;

const near = (portBase: number, port: number | undefined) =>
  port !== undefined && port >= portBase && port < portBase + span ? port : undefined;

/**
 * Which ports to ask for: those of the last start, so that addresses stay the same, else the usual ones. With a base: those
 * of the last start that belong to it, else those from the base on.
 */
export function wantedPorts(portBase: number | null, remembered: Partial<Ports>): Ports {
  const entries = listeningParts.map((part, index) => {
    if (portBase !== null) return [part, near(portBase, remembered[part]) ?? portBase + index];
    return [part, remembered[part] ?? usual[part] ?? othersFrom + index - 2];
  });
  return Object.fromEntries(entries) as Ports;
}
