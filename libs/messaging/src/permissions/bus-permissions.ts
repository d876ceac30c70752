import {
  coreDeliveries,
  durableConsumers,
  eventDefinitionOf,
  eventStream,
  eventTypeSubjects,
  rpcDefinitions,
  rpcSubject,
  services,
  watermarkBeatSubject,
  watermarkSubject,
  type Service,
} from '@countersign/contracts';
import { replyPermission, replySubscription } from '../rpc/rpc-subjects.js';

export interface BusPermissions {
  publish: string[];
  subscribe: string[];
}

/** `provisioner` creates the stream and its consumers; no service may. */
export type BusUser = Service | 'provisioner';
export const busUsers: readonly BusUser[] = [...services, 'provisioner'];

/** The sealer may look at the stream and read single messages again; it may change nothing about either. */
const sealerRequests = [`$JS.API.STREAM.INFO.${eventStream}`, `$JS.API.STREAM.MSG.GET.${eventStream}`];

function consumerPermissions(service: Service): string[] {
  return durableConsumers
    .filter((consumer) => consumer.service === service)
    .flatMap(({ name }) => [
      `$JS.API.CONSUMER.INFO.${eventStream}.${name}`,
      `$JS.API.CONSUMER.MSG.NEXT.${eventStream}.${name}`,
      `$JS.ACK.${eventStream}.${name}.>`,
    ]);
}

function coreSubjects(service: Service): string[] {
  return (coreDeliveries[service] ?? []).flatMap((type) => {
    const definition = eventDefinitionOf(type);
    return definition ? [eventTypeSubjects(definition)] : [];
  });
}

/** What one service may say and hear: its own events, the requests the contracts allow it, its replies; nothing else. */
export function permissionsOf(user: BusUser): BusPermissions {
  if (user === 'provisioner') return { publish: ['$JS.API.>'], subscribe: ['_INBOX_provisioner.>'] };
  const served = rpcDefinitions.filter((definition) => definition.service === user);
  const called = rpcDefinitions.filter((definition) => definition.callers.includes(user));
  return {
    publish: [
      `evt.${user}.>`,
      ...called.map(rpcSubject),
      ...(served.length > 0 ? [replyPermission(user)] : []),
      ...consumerPermissions(user),
      ...(user === 'audit' ? [watermarkSubject, watermarkBeatSubject, ...sealerRequests] : []),
    ],
    subscribe: [
      `_INBOX_${user}.>`,
      ...(called.length > 0 ? [replySubscription(user)] : []),
      ...served.map(rpcSubject),
      ...coreSubjects(user),
      watermarkSubject,
      watermarkBeatSubject,
    ],
  };
}
