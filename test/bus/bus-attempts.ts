import {
  durableConsumers,
  eventDefinitions,
  eventStream,
  eventSubject,
  rpcDefinitions,
  rpcSubject,
  services,
  watermarkBeatSubject,
  watermarkSubject,
  type Service,
} from '@countersign/contracts';

export interface Attempt {
  what: string;
  subject: string;
}

const someId = 'call_0193e0a0000070008000000000000001';

function foreignEvents(service: Service): Attempt[] {
  return eventDefinitions
    .filter((definition) => definition.writer !== service)
    .map(({ writer, type }) => ({
      what: `${type} of ${writer}`,
      subject: eventSubject({ source: writer, tenant: 'demo', type, subject: someId }),
    }));
}

function foreignRequests(service: Service): Attempt[] {
  return rpcDefinitions
    .filter((definition) => !definition.callers.includes(service))
    .map((definition) => ({ what: `request ${rpcSubject(definition)}`, subject: rpcSubject(definition) }));
}

function foreignReplies(service: Service): Attempt[] {
  return services
    .filter((other) => other !== service)
    .flatMap((other) => [
      { what: `reply in the name of ${other}`, subject: `_RPC.gateway.${other}.0123456789abcdef` },
      { what: `stream acknowledgement to ${other}`, subject: `_INBOX_${other}.0123456789.1` },
    ]);
}

function foreignConsumers(service: Service): Attempt[] {
  return durableConsumers
    .filter((consumer) => consumer.service !== service)
    .flatMap(({ name }) => [
      { what: `read the consumer of ${name}`, subject: `$JS.API.CONSUMER.MSG.NEXT.${eventStream}.${name}` },
      { what: `acknowledge for ${name}`, subject: `$JS.ACK.${eventStream}.${name}.1.1.1.1.0` },
    ]);
}

const administration: Attempt[] = [
  'STREAM.DELETE',
  'STREAM.PURGE',
  'STREAM.UPDATE',
  'STREAM.MSG.DELETE',
  'STREAM.CREATE',
].map((verb) => ({
  what: `administer the stream: ${verb}`,
  subject: `$JS.API.${verb}.${eventStream}`,
}));

/** Everything one service might try in order to say what only another may say. */
export function forbiddenTo(service: Service): Attempt[] {
  const watermarks = [watermarkSubject, watermarkBeatSubject].map((subject) => ({
    what: `say that events are sealed, on ${subject}`,
    subject,
  }));
  return [
    ...foreignEvents(service),
    ...foreignRequests(service),
    ...foreignReplies(service),
    ...foreignConsumers(service),
    ...administration,
    ...(service === 'audit' ? [] : watermarks),
  ];
}

/** Subjects one service must not be able to listen to. */
export function deafTo(service: Service): Attempt[] {
  const others = services.filter((other) => other !== service);
  return [
    ...others.flatMap((other) => [
      { what: `acknowledgements of ${other}`, subject: `_INBOX_${other}.>` },
      { what: `replies to ${other}`, subject: `_RPC.${other}.*.*` },
    ]),
    { what: 'everything', subject: '>' },
    { what: 'every event', subject: 'evt.>' },
    ...rpcDefinitions
      .filter((definition) => definition.service !== service)
      .map((definition) => ({ what: `requests to ${definition.service}`, subject: rpcSubject(definition) })),
  ];
}
