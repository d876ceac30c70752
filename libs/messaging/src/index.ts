export { Bus } from './bus.js';
export { connectBus, type BusCredentials } from './connection/connect-bus.js';
export { type CoreSubscription } from './delivery/subscribe-core.js';
export { type DurableSubscription } from './delivery/consume-durable.js';
export {
  EventStream,
  type DeliveredMessage,
  type Delivery,
  type StoredMessage,
  type StreamState,
} from './delivery/event-stream.js';
export { encodeEventMessage, maxEventBytes, splitEventMessage, type EventPayloads } from './events/event-message.js';
export { maxPayloadBytes } from './events/payload-encoding.js';
export { JetStreamPublisher } from './events/jetstream-publisher.js';
export { parseEventMessage } from './events/parse-event-message.js';
export { prepareEvent, type EventPayload, type NewEvent, type PreparedEvent } from './events/prepare-event.js';
export { InMemoryOutbox } from './outbox/in-memory-outbox.js';
export { OutboxRelay } from './outbox/outbox-relay.js';
export { type OutboxRow, type OutboxStore } from './outbox/outbox-store.js';
export { busUsers, permissionsOf, type BusPermissions, type BusUser } from './permissions/bus-permissions.js';
export { natsAuthorization } from './permissions/nats-authorization.js';
export { provisionBus } from './permissions/provision-bus.js';
export { type EventPublisher, type Published } from './ports/event-publisher.js';
export { type ReceivedEvent } from './ports/received-event.js';
export { type RecordPort } from './ports/record-port.js';
export { type RpcPort } from './ports/rpc-port.js';
export { WatermarkRecord } from './record/watermark-record.js';
export { rpcRoute, type ReportError, type RpcRoute } from './rpc/rpc-server.js';
