import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';

/** What was reached. */
export type Limit =
  'person' | 'machine' | 'address' | 'connections' | 'address-connections' | 'slow-reader' | 'slow-sender';

/** How often each limit was reached: a count, and nothing of whose it was. */
@Injectable()
export class LimitHits {
  /** For the register of whoever shows measures. */
  readonly counter = new Counter({
    name: 'tallenne_limits_reached_total',
    help: 'Requests that were refused and connections that were cut, by the limit that was reached',
    labelNames: ['limit'],
    registers: [],
  });
  #untold = new Map<Limit, number>();

  note(limit: Limit): void {
    this.counter.inc({ limit });
    this.#untold.set(limit, (this.#untold.get(limit) ?? 0) + 1);
  }

  /** The hits since this was last asked. */
  take(): ReadonlyMap<Limit, number> {
    const untold = this.#untold;
    this.#untold = new Map();
    return untold;
  }
}
