import { localUrl } from '../environment/service-environment.js';
import type { Ports } from '../ports/parts.js';

/** What `${NAME}` in governance files stands for on this machine. */
export function governanceVariables(ports: Ports): Record<string, string> {
  return { DEMO_MODEL_URL: localUrl(ports['demo-model']), DEMO_TARGET_URL: localUrl(ports['demo-target']) };
}
