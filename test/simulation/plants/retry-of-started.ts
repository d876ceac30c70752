import { nothingPlanted, type Plants } from '../world/plants.js';

/** Planted: what had started when a replica died is simply tried again, and credentials mint a second time for it. */
export const retryOfStarted: Plants = {
  ...nothingPlanted,
  calls: (calls) => ({
    get: (reference) => calls.get(reference),
    insert: (call) => calls.insert(call),
    waitingFor: (action) => calls.waitingFor(action),
    overdue: (limit) => calls.overdue(limit),
    move: (seen, change, event) => calls.move(seen, change, event),
    abandoned: async (limit) => {
      const left = await calls.abandoned(limit);
      const again = left.map(async (call) => {
        if (call.status !== 'started') return call;
        const status = call.grant ? ('granted' as const) : ('proposed' as const);
        return (await calls.move(call, { status, replica: null })) ? { ...call, status, replica: null } : call;
      });
      return Promise.all(again);
    },
  }),
  credentials: (store) =>
    new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        if (name !== 'addLease') return member.bind(target);
        return async (...parameters: Parameters<typeof store.addLease>) => {
          if (!(await target.addLease(...parameters))) await target.addEvents(parameters[0].tenant, parameters[1]);
          return true;
        };
      },
    }),
};
