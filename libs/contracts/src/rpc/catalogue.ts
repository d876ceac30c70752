import * as approvals from './approvals-rpc.js';
import * as audit from './audit-rpc.js';
import * as credentials from './credentials-rpc.js';
import type { RpcDefinition } from './define-rpc.js';
import * as gateway from './gateway-rpc.js';
import * as governance from './governance-rpc.js';
import * as proofs from './policy-proofs-rpc.js';
import * as policy from './policy-rpc.js';
import * as shadow from './shadow-rpc.js';
import * as tools from './tools-rpc.js';

function isDefinition(value: unknown): value is RpcDefinition {
  return typeof value === 'object' && value !== null && 'callers' in value && 'method' in value;
}

/** Every RPC there is: the bus permissions follow from this list. */
export const rpcDefinitions: readonly RpcDefinition[] = [
  approvals,
  audit,
  credentials,
  gateway,
  governance,
  policy,
  proofs,
  shadow,
  tools,
].flatMap((file) => Object.values(file as Record<string, unknown>).filter(isDefinition));
