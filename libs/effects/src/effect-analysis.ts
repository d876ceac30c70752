import type { ArgumentSpan, Effect } from '@countersign/contracts';

/** Why an analysis proved nothing, or what an approver should know: a stable code and one sentence. */
export interface Reason {
  code: string;
  message: string;
  span?: ArgumentSpan;
}

export type Access = 'read' | 'write' | 'delete';

export interface PathUse {
  path: string;
  access: Access;
  /** The path is known in full. Without it `path` is the text as written, which is within no folder. */
  absolute: boolean;
}

/** A relation as the statement names it; without a schema the executor's search path decides. */
export interface RelationUse {
  schema?: string;
  name: string;
  access: Access;
}

export interface HttpRequestUse {
  method: string;
  scheme: string;
  host: string;
  port: number;
  path: string;
  /** The normalised URL without its fragment: what has to be sent. */
  url: string;
  /** The host is, or by its name may be, inside the network of the executor. */
  private: boolean;
}

/**
 * What a call would do. `proven` says that the effects listed are all that the arguments can cause; without it
 * at least one effect is not a read, so that a rule which forgets to look at `proven` still does not allow.
 */
export interface EffectAnalysis {
  effects: Effect[];
  proven: boolean;
  reasons: Reason[];
  paths: PathUse[];
  relations: RelationUse[];
  functions: string[];
  requests: HttpRequestUse[];
}
