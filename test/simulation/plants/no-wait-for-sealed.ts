import { nothingPlanted, type Plants } from '../world/plants.js';

/** Planted: the gateway takes whatever it has published for sealed. */
export const noWaitForSealed: Plants = {
  ...nothingPlanted,
  record: (record) => ({
    available: () => record.available(),
    current: () => record.current(),
    sealed: async () => true,
  }),
};
