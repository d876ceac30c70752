import { checkApprovers } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { WithoutSignIn } from '../handlers/ports.js';

/** Asked of approvals this many at a time. */
const atOnce = 500;

/** Without an answer nobody is known to be able to decide. */
export function withoutSignIn(rpc: RpcPort): WithoutSignIn {
  return async (tenant, people) => {
    const found: string[] = [];
    for (let at = 0; at < people.length; at += atOnce) {
      const asked = people.slice(at, at + atOnce);
      const answer = await rpc.call(checkApprovers, { tenant, people: asked });
      found.push(...(answer.ok ? answer.value.withoutSignIn : asked));
    }
    return found;
  };
}
