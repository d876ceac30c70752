import type { ProviderAnswer, ProviderStream } from '../../domain/provider/provider-answer.js';
import type { UpstreamRequest } from '../../domain/provider/upstream-request.js';

/** Asks a model provider, within the time limits of its document. */
export interface Provider {
  ask(request: UpstreamRequest): Promise<ProviderAnswer>;
  /** For an answer in pieces; whatever is no event stream comes whole. */
  open(request: UpstreamRequest): Promise<ProviderStream | ProviderAnswer>;
}
