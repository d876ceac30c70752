import type { JsonObject } from '../../domain/wire/seam/json-object.js';

/** A response that the provider stores and that a later request may go on from. */
export interface StoredResponse {
  tenant: string;
  responseId: string;
}

/** What answers the withheld calls of stored responses, for requests that go on from them. */
export interface WithheldStore {
  keep(response: StoredResponse, outputs: readonly JsonObject[]): Promise<void>;
  /** Empty when nothing of the response was withheld. */
  outputsOf(response: StoredResponse): Promise<JsonObject[]>;
}
