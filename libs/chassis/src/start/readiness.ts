/** One thing that must be true before a service takes work. */
export interface ReadinessCheck {
  name: string;
  ready: () => boolean | Promise<boolean>;
}

export const readinessToken = Symbol('readiness checks');
