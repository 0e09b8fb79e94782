import { Inject, Injectable, Logger } from '@nestjs/common';
import { collectDefaultMetrics, Registry, type Gauge, type Metric } from 'prom-client';
import { registerProcessMeasures } from '../../platform/measure/index.js';
import { gaugesIn, MEASURERS, type Measurer } from './measurer.js';

/** A part of the house with its measures, which are shown or left out together. */
interface Part {
  readonly measurer: Measurer;
  readonly registry: Registry;
}

/** What this instance measures, in the text format of Prometheus; nothing of anybody, and no ids. */
@Injectable()
export class Metrics {
  readonly #logger = new Logger(Metrics.name);
  /** What the process counts by itself. */
  readonly #own = new Registry();
  readonly #parts: readonly Part[];
  readonly #measured: Gauge;

  constructor(@Inject(MEASURERS) measurers: readonly Measurer[]) {
    this.#parts = measurers.map(measurer => {
      const registry = new Registry();
      measurer.register(registry);
      return { measurer, registry };
    });
    this.#measured = gaugesIn(this.#own)('measured', 'Whether a part could be measured; without, it has none', 'part');
    registerProcessMeasures(this.#own);
    collectDefaultMetrics({ register: this.#own });
  }

  get contentType(): string {
    return this.#own.contentType;
  }

  /** Shows what somebody else counts, too. */
  include(metric: Metric): void {
    this.#own.registerMetric(metric);
  }

  /** Everything as it is now. A part that cannot be measured is left out: what it was would be taken for what it is. */
  async scrape(): Promise<string> {
    const looked = await Promise.allSettled(this.#parts.map(({ measurer }) => measurer.look()));
    const shown = this.#parts.filter((part, place) => this.#isMeasured(part, looked[place]));
    const texts = await Promise.all([...shown.map(({ registry }) => registry), this.#own].map(each => each.metrics()));
    return texts.join('\n');
  }

  #isMeasured({ measurer: { part } }: Part, look: PromiseSettledResult<() => void> | undefined): boolean {
    const isMeasured = look?.status === 'fulfilled';
    this.#measured.set({ part }, isMeasured ? 1 : 0);
    if (isMeasured) look.value();
    else this.#logger.error(`couldn't measure ${part}: ${nameOf(look?.reason)}`);
    return isMeasured;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
