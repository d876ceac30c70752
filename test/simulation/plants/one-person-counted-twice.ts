import type { Approval } from '../../../services/approvals/src/domain/approval.js';
import type { ApprovalsStore } from '../../../services/approvals/src/handlers/ports.js';
import { nothingPlanted, type Plants } from '../world/plants.js';

/** Planted: an earlier vote is taken for that of another approver, so that its person may vote again. */
export const onePersonCountedTwice: Plants = {
  ...nothingPlanted,
  approvals: (store) =>
    new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        if (name !== 'change') return member.bind(target);
        return (key: Parameters<ApprovalsStore['change']>[0], change: Parameters<ApprovalsStore['change']>[1]) =>
          target.change(key, (approval) => change(mistaken(approval)));
      },
    }),
};

function mistaken(approval: Approval): Approval {
  const people = approval.decision.approvers?.people ?? [];
  const votes = approval.votes.map((vote) => ({
    ...vote,
    person: people.find((other) => other !== vote.person) ?? vote.person,
  }));
  return { ...approval, votes };
}
