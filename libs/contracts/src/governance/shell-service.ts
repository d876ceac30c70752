import { z } from 'zod';

/** The services that read-only commands of the shell ask; a spec of the effects compares them with the commands. */
export const shellServiceSchema = z.enum([
  'aws',
  'azure',
  'docker',
  'github',
  'google cloud',
  'http',
  'kubernetes',
  'mysql',
  'postgres',
  'redis',
  'system',
  'systemd',
  'terraform',
]);
