import { nothingPlanted, type Plants } from '../world/plants.js';

/** Planted: the sealer tells of a batch before the store has it. */
export const sealedTooEarly: Plants = {
  ...nothingPlanted,
  sealing: (store, broadcast) => ({
    takeOver: () => store.takeOver(),
    findLeaves: (events) => store.findLeaves(events),
    holdsEpoch: (epoch) => store.holdsEpoch(epoch),
    append: async (append) => {
      broadcast({ incarnation: append.to.incarnation ?? '', sequence: append.to.sequence, epoch: append.epoch });
      // The commit takes its time.
      await new Promise<void>((resolve) => globalThis.setTimeout(resolve, 50));
      return store.append(append);
    },
  }),
};
