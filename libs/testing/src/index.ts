export { MortalProcess } from './simulation/mortal-process.js';
export { SeededRandom, seededIds } from './simulation/seeded-random.js';
export { ConsumerPosition, consumeSimulated } from './simulation/simulated-consumer.js';
export { SimulatedRpc } from './simulation/simulated-rpc.js';
export { SimulatedStream, type StoredMessage } from './simulation/simulated-stream.js';
export { VirtualTime } from './simulation/virtual-time.js';
