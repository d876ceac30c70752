import { listeningParts, type Ports } from './parts.js';

const usual: Partial<Ports> = { gateway: 8080, console: 8090 };
const othersFrom = 8100;

/** Which ports to ask for: those from a given base, else those of the last start, else the usual ones. */
export function wantedPorts(portBase: number | null, remembered: Partial<Ports>): Ports {
  const entries = listeningParts.map((part, index) => {
    if (portBase !== null) return [part, portBase + index];
    return [part, remembered[part] ?? usual[part] ?? othersFrom + index - 2];
  });
  return Object.fromEntries(entries) as Ports;
}
