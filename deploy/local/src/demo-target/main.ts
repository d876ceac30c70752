import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { runDemoPart } from '../process/run-demo-part.js';
import { targetServer } from './target-server.js';

const { PORT, LEASE_PUBLIC_KEY_FILE } = z
  .object({ PORT: z.coerce.number().int(), LEASE_PUBLIC_KEY_FILE: z.string() })
  .parse(process.env);

const leaseKey = createPublicKey(readFileSync(LEASE_PUBLIC_KEY_FILE, 'utf8'));
await runDemoPart(targetServer({ leaseKey, url: `http://127.0.0.1:${PORT}` }), PORT);
