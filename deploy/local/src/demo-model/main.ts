import { z } from 'zod';
import { runDemoPart } from '../process/run-demo-part.js';
import { modelServer } from './model-server.js';

const { PORT, API_KEY } = z.object({ PORT: z.coerce.number().int(), API_KEY: z.string().min(16) }).parse(process.env);

await runDemoPart(modelServer(API_KEY), PORT);
