import { closeRun, identifierSchema, openRun, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { Caller } from '../../domain/identity/caller.js';
import type { RunCache } from '../identity/run-cache.js';
import type { OneTimeKeys } from '../ports/one-time-keys.js';
import { refused } from '../refused.js';

interface RunParts {
  rpc: RpcPort;
  oneTimeKeys: OneTimeKeys;
  runs: RunCache;
}

interface RunWish {
  caller: Caller;
  /** The person on whose behalf the run acts; the agent says so. */
  principal: string | null;
  /** Tools that the run is limited to; null: those that policy allows. */
  scope: string[] | null;
  ttlSeconds: number;
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
      const key = parts.oneTimeKeys.create();
      const opened = await parts.rpc.call(openRun, { ...caller, ...wish, implicit: false, oneTimeKey: key.publicJwk });
      if (!opened.ok) return opened;
      const { runId, expiresAt, sealedToken } = opened.value;
      return {
        ok: true,
        value: { runId, expiresAt, token: sealedToken === null ? null : await key.open(sealedToken) },
      };
    },
    close: async ({ caller, runId }: { caller: Caller; runId: string }): Promise<Result<unknown>> => {
      if (!identifierSchema.safeParse(runId).success) return refused('not_found', 'There is no such open run.');
      parts.runs.closed(runId);
      return parts.rpc.call(closeRun, { tenant: caller.tenant, agent: caller.agent, runId });
    },
  };
}
