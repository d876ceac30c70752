import * as contracts from '@countersign/contracts';
import { rpcRoute, type RpcRoute } from '@countersign/messaging';
import { listBudgets } from '../../handlers/budgets/list-budgets.js';
import type { ModelParts } from '../../handlers/models/model-parts.js';

/** Everything this service answers on the bus. */
export function rpcRoutes(parts: ModelParts): RpcRoute[] {
  return [rpcRoute(contracts.listBudgets, listBudgets(parts))];
}
