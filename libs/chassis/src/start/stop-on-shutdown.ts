import type { OnApplicationShutdown, Provider } from '@nestjs/common';

interface Stoppable {
  stop: () => Promise<void>;
}

class StopOnShutdown implements OnApplicationShutdown {
  constructor(private readonly service: Stoppable) {}

  onApplicationShutdown(): Promise<void> {
    return this.service.stop();
  }
}

/** Stops what was assembled when the application does. */
export function stopOnShutdown(service: Stoppable): Provider {
  return { provide: StopOnShutdown, useFactory: () => new StopOnShutdown(service) };
}
