import type { JsonObject } from '../domain/wire/seam/json-object.js';
import type { StoredResponse, WithheldStore } from '../handlers/ports/withheld-store.js';

export class InMemoryWithheldStore implements WithheldStore {
  private readonly kept = new Map<string, readonly JsonObject[]>();

  async keep({ tenant, responseId }: StoredResponse, outputs: readonly JsonObject[]): Promise<void> {
    this.kept.set(JSON.stringify([tenant, responseId]), outputs);
  }

  async outputsOf({ tenant, responseId }: StoredResponse): Promise<JsonObject[]> {
    return [...(this.kept.get(JSON.stringify([tenant, responseId])) ?? [])];
  }
}
