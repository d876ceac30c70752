import { closeRun, identifierSchema, openRun, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { Caller } from '../../domain/identity/caller.js';
import type { RunCache } from '../identity/run-cache.js';
import type { RunTokens } from '../identity/run-tokens.js';
import type { OneTimeKeys } from '../ports/one-time-keys.js';
import { refused } from '../refused.js';

interface RunParts {
  rpc: RpcPort;
  oneTimeKeys: OneTimeKeys;
  runs: RunCache;
  runTokens: RunTokens;
}

interface RunWish {
  caller: Caller;
  /** The person on whose behalf the run acts; the agent says so. */
  principal: string | null;
  /** Tools and models, as names or globs, that the run is limited to; null: those that policy allows. */
  scope: string[] | null;
  models: string[] | null;
  ttlSeconds: number;
  traceparent: string;
}

interface RunToClose {
  caller: Caller;
  runId: string;
  traceparent: string;
}

interface OpenedRun {
  runId: string;
  expiresAt: string;
  /** The run's identity, shown once. */
  token: string | null;
}

/** Opens and ends runs for an agent. Its token is sealed to a key made for this one request. */
export function runHandlers(parts: RunParts) {
  return {
    open: async ({ caller, ...wish }: RunWish): Promise<Result<OpenedRun>> => {
      // A run opened by a run could have a wider scope and a longer life.
      if (caller.run) return refused('run_token_limited', 'A run token opens no further runs.', 'Use the agent key.');
      const key = parts.oneTimeKeys.create();
      const { tenant, agent, keyId } = caller;
      const asked = { tenant, agent, keyId, ...wish, implicit: false, oneTimeKey: key.publicJwk };
      const opened = await parts.rpc.call(openRun, asked);
      if (!opened.ok) return opened;
      const { runId, expiresAt, sealedToken } = opened.value;
      return {
        ok: true,
        value: { runId, expiresAt, token: sealedToken === null ? null : await key.open(sealedToken) },
      };
    },
    close: async ({ caller, runId, traceparent }: RunToClose): Promise<Result<unknown>> => {
      const isOther = caller.run !== undefined && caller.run.runId !== runId;
      if (isOther || !identifierSchema.safeParse(runId).success) {
        return refused('not_found', 'There is no such open run.');
      }
      const closed = await parts.rpc.call(closeRun, { tenant: caller.tenant, agent: caller.agent, runId, traceparent });
      parts.runs.closed(runId);
      parts.runTokens.closed(runId);
      return closed;
    },
  };
}
