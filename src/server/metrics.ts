import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry, type Metric } from 'prom-client';
import { Clock } from '../kernel/clock.js';
import { CountNotices } from '../platform/notify/index.js';
import { CountArrivals, type ArrivalCounts } from '../recordings/index.js';
import { DueDaysToPurge } from '../retention/index.js';
import { MeasureLog } from './measure-log.js';

/** What this instance measures, in the text format of Prometheus; nothing of anybody, and no ids. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();
  readonly #gauges = gaugesIn(this.#registry);

  constructor(
    private readonly arrivals: CountArrivals,
    private readonly notices: CountNotices,
    private readonly dueDays: DueDaysToPurge,
    private readonly log: MeasureLog,
    private readonly clock: Clock,
  ) {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Shows what somebody else counts, too. */
  include(metric: Metric): void {
    this.#registry.registerMetric(metric);
  }

  /** Everything as it is now. Setting is one step without waiting: a scrape at the same moment sees all of it, or nothing. */
  async scrape(): Promise<string> {
    const [counts, waiting, due, log] = await Promise.all([
      this.arrivals.execute(),
      this.notices.execute(),
      this.dueDays.list(),
      this.log.execute(),
    ]);
    this.#arrivals(counts);
    this.#gauges.noticesWaiting.set(waiting.waiting);
    this.#gauges.noticesGivenUp.set(waiting.givenUp);
    this.#gauges.daysOver.set(due.length);
    this.#gauges.logEvents.set(log.size);
    this.#gauges.logAge.set(log.ageSeconds);
    this.#gauges.logClosed.set(log.closed ? 1 : 0);
    return this.#registry.metrics();
  }

  #arrivals({ sources, quarantined, openAlarms }: ArrivalCounts): void {
    const { lines, missing, gaps, sinceLast } = this.#gauges;
    for (const gauge of [lines, missing, gaps, sinceLast]) gauge.reset();
    for (const { source, outcomes, lastAt, ...counts } of sources) {
      for (const [outcome, count] of Object.entries(outcomes)) lines.set({ source, outcome }, count);
      missing.set({ source }, counts.missing);
      gaps.set({ source }, counts.gaps);
      if (lastAt) sinceLast.set({ source }, (this.clock.now().getTime() - lastAt.getTime()) / 1000);
    }
    this.#gauges.quarantined.set(quarantined);
    for (const [kind, count] of Object.entries(openAlarms)) this.#gauges.alarms.set({ kind }, count);
  }
}

function gaugesIn(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `tallenne_${name}`, help, labelNames, registers: [registry] });
  return {
    lines: gauge('arrivals', 'Lines of the account that are there, by what became of them', 'source', 'outcome'),
    missing: gauge('arrivals_missing', 'Announced calls whose audio is missing and not explained', 'source'),
    gaps: gauge('arrival_gaps', 'Numbers that a source has left out and nobody has explained', 'source'),
    sinceLast: gauge('last_arrival_age_seconds', 'Seconds since something came from a source', 'source'),
    quarantined: gauge('quarantined_items', 'What waits to be sorted out'),
    alarms: gauge('ingest_alarms_open', 'Open alarms about what arrives', 'kind'),
    noticesWaiting: gauge('notices_waiting', 'Messages about alarms that are not sent yet'),
    noticesGivenUp: gauge('notices_given_up', 'Messages about alarms that nobody has taken in three days'),
    daysOver: gauge('due_days_over', 'Last days that are over and not purged to the end'),
    logEvents: gauge('log_events', 'Events that are in the tree of the access log'),
    logAge: gauge('log_checkpoint_age_seconds', 'Seconds since the head of the access log was signed'),
    logClosed: gauge('log_closed', 'Whether this instance plays nothing because of the access log'),
  };
}
