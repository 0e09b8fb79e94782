import { Injectable } from '@nestjs/common';
import type { Gauge, Registry } from 'prom-client';
import { StreamLag } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { gaugesIn, Measurer } from './measurer.js';

/** How far whoever is told the log is behind it; nothing where nobody is. */
@Injectable()
export class MeasureStream extends Measurer {
  readonly part = 'siem';
  #events: Gauge | undefined;
  #seconds: Gauge | undefined;

  constructor(
    private readonly lag: StreamLag,
    private readonly clock: Clock,
  ) {
    super();
  }

  register(registry: Registry): void {
    const gauge = gaugesIn(registry);
    this.#events = gauge('siem_lag_events', 'Events of the log that the SIEM has not confirmed');
    this.#seconds = gauge('siem_lag_seconds', 'Seconds since the first of them was recorded; 0: none');
    for (const measure of [this.#events, this.#seconds]) measure.remove();
  }

  async look(): Promise<() => void> {
    const behind = await this.lag.read();
    return () => {
      if (behind === null) return;
      this.#events?.set(behind.events);
      const sinceMs = behind.oldestAt ? this.clock.now().getTime() - behind.oldestAt.getTime() : 0;
      this.#seconds?.set(Math.max(0, sinceMs / 1000));
    };
  }
}
