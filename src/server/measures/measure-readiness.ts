import { Injectable } from '@nestjs/common';
import type { Gauge, Registry } from 'prom-client';
import { PARTS, Readiness } from '../readiness.js';
import { gaugesIn, Measurer } from './measurer.js';

/** What this instance cannot do its work without, as `/readyz` says it. */
@Injectable()
export class MeasureReadiness extends Measurer {
  readonly part = 'readiness';
  #ready: Gauge | undefined;

  constructor(private readonly readiness: Readiness) {
    super();
  }

  register(registry: Registry): void {
    this.#ready = gaugesIn(registry)('part_ready', 'Whether a part that every request needs is there', 'part');
  }

  async look(): Promise<() => void> {
    const missing = await this.readiness.missing();
    return () => {
      for (const part of PARTS) this.#ready?.set({ part }, missing.includes(part) ? 0 : 1);
    };
  }
}
