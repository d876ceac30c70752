/** Something to be done at a tick; appointments of the same tick keep the order in which they were made. */
export interface Appointment {
  tick: number;
  order: number;
  /** Null once done or called off. */
  run: (() => void) | null;
}

function isBefore(a: Appointment, b: Appointment): boolean {
  return a.tick < b.tick || (a.tick === b.tick && a.order < b.order);
}

/** A binary heap: the next appointment is always at the front. */
export class Appointments {
  private readonly heap: Appointment[] = [];

  next(): Appointment | undefined {
    return this.heap[0];
  }

  add(appointment: Appointment): void {
    const { heap } = this;
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Appointment;
      if (isBefore(above, appointment)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = appointment;
  }

  removeNext(): void {
    const last = this.heap.pop();
    if (last && this.heap.length > 0) this.sink(last);
  }

  private sink(appointment: Appointment): void {
    const { heap } = this;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const right = heap[child + 1];
      if (right && isBefore(right, heap[child] as Appointment)) child++;
      if (isBefore(appointment, heap[child] as Appointment)) break;
      heap[at] = heap[child] as Appointment;
      at = child;
    }
    heap[at] = appointment;
  }
}
