import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { ReclaimUnits, type UnitCounts } from '../../recordings/index.js';
import { PurgeBrake } from '../brake/purge-brake.entity.js';
import { DueDaysToPurge } from './due-days-to-purge.js';

/** What ends and what is over, in numbers. */
export interface DueCounts {
  readonly dueToday: UnitCounts;
  readonly overdue: UnitCounts;
  /** Days that are over and not purged to the end. */
  readonly daysOver: number;
  readonly braked: boolean;
}

/** Counts what ends today and what should be gone, for measuring: a day at a time, over the indexes of the last day. */
@Injectable()
export class CountDue {
  constructor(
    private readonly database: Database,
    private readonly units: ReclaimUnits,
    private readonly dueDays: DueDaysToPurge,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<DueCounts> {
    const em = this.database.entities();
    const over = await this.dueDays.listCounted();
    return {
      dueToday: await this.units.count(em, helsinkiDay(this.clock.now())),
      overdue: sumOf(over),
      daysOver: over.length,
      braked: (await em.count(PurgeBrake, { raised: true })) > 0,
    };
  }
}

function sumOf(days: readonly UnitCounts[]): UnitCounts {
  const sum = { recordings: 0, contacts: 0, quarantined: 0, trainingCopies: 0, dossiers: 0 };
  for (const day of days) for (const kind of KINDS) sum[kind] += day[kind];
  return sum;
}

const KINDS = ['recordings', 'contacts', 'quarantined', 'trainingCopies', 'dossiers'] as const;
