/** Which gateway processes live: what a dead one was working on is taken up by others. */
export interface ReplicaStore {
  beat(replica: string): Promise<void>;
  /** The process ends in order and works on nothing any more. */
  leave(replica: string): Promise<void>;
}
