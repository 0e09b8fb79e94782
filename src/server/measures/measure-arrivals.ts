import { Injectable } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { Clock } from '../../kernel/clock.js';
import { CountNotices } from '../../platform/notify/index.js';
import { CountArrivals, type ArrivalCounts } from '../../recordings/index.js';
import { gaugesIn, Measurer } from './measurer.js';

/** What came, what is missing, and who is not told of it yet. */
@Injectable()
export class MeasureArrivals extends Measurer {
  readonly part = 'arrivals';
  #gauges: ReturnType<typeof gaugesOf> | undefined;

  constructor(
    private readonly arrivals: CountArrivals,
    private readonly notices: CountNotices,
    private readonly clock: Clock,
  ) {
    super();
  }

  register(registry: Registry): void {
    this.#gauges = gaugesOf(registry);
  }

  async look(): Promise<() => void> {
    const counts = await this.arrivals.execute();
    const { waiting, givenUp } = await this.notices.execute();
    return () => {
      this.#set(counts);
      this.#gauges?.noticesWaiting.set(waiting);
      this.#gauges?.noticesGivenUp.set(givenUp);
    };
  }

  #set({ sources, quarantined, openAlarms }: ArrivalCounts): void {
    if (!this.#gauges) return;
    const { lines, missing, gaps, sinceLast, alarms } = this.#gauges;
    for (const gauge of [lines, missing, gaps, sinceLast]) gauge.reset();
    for (const { source, outcomes, lastAt, ...counts } of sources) {
      for (const [outcome, count] of Object.entries(outcomes)) lines.set({ source, outcome }, count);
      missing.set({ source }, counts.missing);
      gaps.set({ source }, counts.gaps);
      if (lastAt) sinceLast.set({ source }, (this.clock.now().getTime() - lastAt.getTime()) / 1000);
    }
    this.#gauges.quarantined.set(quarantined);
    for (const [kind, count] of Object.entries(openAlarms)) alarms.set({ kind }, count);
  }
}

function gaugesOf(registry: Registry) {
  const gauge = gaugesIn(registry);
  return {
    lines: gauge('arrivals', 'Lines of the account that are there, by what became of them', 'source', 'outcome'),
    missing: gauge('arrivals_missing', 'Announced calls whose audio is missing and not explained', 'source'),
    gaps: gauge('arrival_gaps', 'Numbers that a source has left out and nobody has explained', 'source'),
    sinceLast: gauge('last_arrival_age_seconds', 'Seconds since something came from a source', 'source'),
    quarantined: gauge('quarantined_items', 'What waits to be sorted out'),
    alarms: gauge('ingest_alarms_open', 'Open alarms about what arrives', 'kind'),
    noticesWaiting: gauge('notices_waiting', 'Messages about alarms that are not sent yet'),
    noticesGivenUp: gauge('notices_given_up', 'Messages about alarms that nobody has taken in three days'),
  };
}
