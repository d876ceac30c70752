/** A thread of the policy service: see `../assemble-administration.ts`. Started by `start-administration.ts`. */
import { parentPort, type MessagePort } from 'node:worker_threads';
import { policyConfig } from '../config.js';
import { askToLook } from './ask-to-look.js';
import { assembleAdministration } from '../assemble-administration.js';
import type { Asked, Told } from './messages.js';

const port = parentPort as MessagePort;
const stop = await assembleAdministration(policyConfig(), askToLook(port));
port.on('message', (asked: Asked) => {
  if (asked.kind === 'stop') void stop().finally(() => port.close());
});
port.postMessage({ kind: 'ready' } satisfies Told);
