import { connectBus, openLog, randomIds, systemClock } from '@countersign/chassis';
import type { ConsoleConfig } from './config.js';
import { Sessions } from './domain/sessions.js';
import { OneTimeCodes } from './transport/one-time-codes.js';
import { People } from './transport/people.js';
import { SignIn } from './transport/sign-in.js';

const hourMs = 3_600_000;

/** The running service: what the one module provides and stops. */
export async function assemble(config: ConsoleConfig) {
  const { logger, report } = openLog('console', config);
  const codes = OneTimeCodes.read(config.ADMIN_SIGN_IN_FILE);
  const bus = await connectBus('console', config, report);
  const people = new People(bus.rpc);
  const sessions = new Sessions(config.SESSION_HOURS * hourMs, Date.now);
  const signIn = new SignIn({
    people,
    sessions,
    codes,
    publisher: bus.publisher,
    clock: systemClock,
    ids: randomIds(systemClock),
  });
  return { logger, bus, people, sessions, signIn, consoleUrl: config.CONSOLE_URL, stop: () => bus.close() };
}
