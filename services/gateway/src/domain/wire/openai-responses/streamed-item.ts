import type { JsonObject } from '../seam/json-object.js';
import type { ProposedBlock } from '../seam/proposed-block.js';

/** One output item of a streamed response, by the index that the provider gave it. */
export interface StreamedItem {
  index: number;
  id?: string;
  type: string;
  /**
   * `held`: a call, nothing of it leaves before its outcome. `queued`: reasoning that follows a held call and leads to
   * the next one; it waits its turn, since it must stay before the item that it belongs to.
   */
  kind: 'flow' | 'held' | 'queued';
  /** The index that the agent sees; given when the item first leaves. */
  outIndex?: number;
  /** Of a queued item. */
  events: (JsonObject & { type: string })[];
  /** Of a held item: the whole call, once the provider has finished it. */
  call?: JsonObject;
  block?: ProposedBlock;
}
