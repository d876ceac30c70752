import { resolve } from 'node:path';
import { busUsers, natsAuthorization } from '@countersign/messaging';
import { keepPasswords } from '../files/passwords.js';

/**
 * What a nats-server of somebody's own has to be told: our users, and what each may publish and hear. The passwords are those
 * of NATS_PASSWORDS_FILE, which is made where there is none. Throws a sentence for the person who starts this.
 */
export function natsUsersConfig(environment: NodeJS.ProcessEnv): string {
  const file = environment.NATS_PASSWORDS_FILE;
  if (!file) throw new Error('NATS_PASSWORDS_FILE has to name a file for the passwords; it is made if there is none.');
  return [
    '# Countersign: the users of the bus and what each may say and hear. Include this in the configuration of nats-server,',
    '# beside "jetstream {}" and "max_payload: 1048576". It holds passwords.',
    natsAuthorization(keepPasswords(resolve(file), busUsers)),
  ].join('\n');
}
