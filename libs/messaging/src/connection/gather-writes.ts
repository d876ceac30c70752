import type { NatsConnection } from '@nats-io/transport-node';

interface Protocol {
  flushPending(): void;
  outbound: { size(): number };
}

/** With more than this waiting, the bytes go at once. */
const mostBytes = 512 * 1024;

/**
 * Sends what one turn of the event loop has to say in one write. The client flushes after every task, so that thirty
 * requests that arrive together make thirty writes; each costs more than everything else about the message.
 */
export function gatherWrites(connection: NatsConnection): void {
  const { protocol } = connection as unknown as { protocol?: Protocol };
  if (typeof protocol?.flushPending !== 'function') throw new Error('the bus client has no flushPending any more');
  const flush = protocol.flushPending.bind(protocol);
  let isDue = false;
  protocol.flushPending = () => {
    if (protocol.outbound.size() >= mostBytes) return flush();
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      flush();
    });
  };
}
