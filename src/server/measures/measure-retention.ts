import { Injectable } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { CountDue, type DueCounts } from '../../retention/index.js';
import { gaugesIn, Measurer } from './measurer.js';

/** What ends today, what is over and still there, and whether a brake stops the purge. */
@Injectable()
export class MeasureRetention extends Measurer {
  readonly part = 'retention';
  #gauges: ReturnType<typeof gaugesOf> | undefined;

  constructor(private readonly due: CountDue) {
    super();
  }

  register(registry: Registry): void {
    this.#gauges = gaugesOf(registry);
  }

  async look(): Promise<() => void> {
    const counts = await this.due.execute();
    return () => {
      this.#set(counts);
    };
  }

  #set({ dueToday, overdue, daysOver, braked }: DueCounts): void {
    if (!this.#gauges) return;
    for (const [kind, units] of Object.entries<number>({ ...dueToday })) this.#gauges.dueToday.set({ kind }, units);
    for (const [kind, units] of Object.entries<number>({ ...overdue })) this.#gauges.overdue.set({ kind }, units);
    this.#gauges.daysOver.set(daysOver);
    this.#gauges.brake.set(braked ? 1 : 0);
  }
}

function gaugesOf(registry: Registry) {
  const gauge = gaugesIn(registry);
  return {
    daysOver: gauge('due_days_over', 'Last days that are over and not purged to the end'),
    dueToday: gauge('units_due_today', 'Custody units whose last day is today', 'kind'),
    overdue: gauge('units_overdue', 'Custody units whose last day is over and whose rows are still there', 'kind'),
    brake: gauge('purge_brake_raised', 'Whether a brake stops every purge'),
  };
}
