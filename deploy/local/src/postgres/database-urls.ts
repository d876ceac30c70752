import type { ServiceRole, StoringService } from './service-roles.js';

export interface ServiceDatabase {
  /** What the running service uses. */
  runtime: string;
  /** What its migrations use. */
  owner: string;
}

export function urlWithLogin(base: string, login: { user: string; password: string; database?: string }): string {
  const url = new URL(base);
  url.username = login.user;
  url.password = login.password;
  if (login.database !== undefined) url.pathname = `/${login.database}`;
  return url.href;
}

export function serviceDatabase(
  base: string,
  service: StoringService,
  passwords: Record<ServiceRole, string>,
): ServiceDatabase {
  const as = (role: ServiceRole) => urlWithLogin(base, { user: role, password: passwords[role] });
  return { runtime: as(`${service}_rw`), owner: as(`${service}_owner`) };
}
