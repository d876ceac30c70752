import type { Service } from '@countersign/contracts';

/** Replies have a space of their own, so that a service that answers requests can never forge an acknowledgement of the stream. */
export function replySubject(reply: { caller: Service; server: Service; token: string }): string {
  return `_RPC.${reply.caller}.${reply.server}.${reply.token}`;
}

export function replySubscription(caller: Service): string {
  return `_RPC.${caller}.*.*`;
}

export function replyPermission(server: Service): string {
  return `_RPC.*.${server}.*`;
}
