export { MortalProcess } from './simulation/mortal-process.js';
export { fairWeather, Network, type Weather } from './simulation/network.js';
export { SeededRandom, seededIds } from './simulation/seeded-random.js';
export { SimulatedBus } from './simulation/simulated-bus.js';
export { SimulatedEventStream } from './simulation/simulated-event-stream.js';
export { SimulatedConnection } from './simulation/simulated-connection.js';
export { StreamMessage } from './simulation/simulated-stream.js';
export { withVirtualTimers } from './simulation/virtual-timers.js';
export { VirtualTime } from './simulation/virtual-time.js';
