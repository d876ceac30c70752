import { busUsers, permissionsOf, type BusUser } from './bus-permissions.js';

function list(subjects: readonly string[]): string {
  return subjects.map((subject) => JSON.stringify(subject)).join(', ');
}

/** `password` may be a plain value or a bcrypt hash, as nats-server accepts both. */
function userBlock(user: BusUser, password: string): string {
  const { publish, subscribe } = permissionsOf(user);
  return `    { user: ${JSON.stringify(user)}, password: ${JSON.stringify(password)}, permissions: { publish: { allow: [${list(publish)}] }, subscribe: { allow: [${list(subscribe)}] } } }`;
}

/** The `authorization` block of a nats-server configuration, generated from the contracts. */
export function natsAuthorization(passwords: Record<BusUser, string>): string {
  return `authorization {\n  users = [\n${busUsers.map((user) => userBlock(user, passwords[user])).join('\n')}\n  ]\n}\n`;
}
