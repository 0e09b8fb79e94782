import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Registry, type Metric } from 'prom-client';
import { registerProcessMeasures } from '../../platform/measure/index.js';
import { MeasureArrivals } from './measure-arrivals.js';
import { MeasureDatabase } from './measure-database.js';
import { MeasureLog } from './measure-log.js';
import { MeasureRetention } from './measure-retention.js';
import { MeasureStream } from './measure-stream.js';
import type { Measurer } from './measurer.js';

/** What this instance measures, in the text format of Prometheus; nothing of anybody, and no ids. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();
  readonly #measurers: readonly Measurer[];

  constructor(
    arrivals: MeasureArrivals,
    database: MeasureDatabase,
    log: MeasureLog,
    retention: MeasureRetention,
    stream: MeasureStream,
  ) {
    // The pool is looked at first: what the others ask would be seen in it.
    this.#measurers = [database, arrivals, log, retention, stream];
    for (const measurer of this.#measurers) measurer.register(this.#registry);
    registerProcessMeasures(this.#registry);
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Shows what somebody else counts, too. */
  include(metric: Metric): void {
    this.#registry.registerMetric(metric);
  }

  /** Everything as it is now. */
  async scrape(): Promise<string> {
    const looked = await Promise.all(this.#measurers.map(measurer => measurer.look()));
    for (const set of looked) set();
    return this.#registry.metrics();
  }
}
