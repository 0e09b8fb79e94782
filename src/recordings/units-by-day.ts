import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar.js';
import { Database, type Statement } from '../platform/database/index.js';
import type { UnitCounts } from './reclaim-units.js';

/** What ends on one day. */
export interface UnitsOfDay extends UnitCounts {
  readonly day: string;
  /** How many of the recordings are held, and how many for each purpose; one may be held for several. */
  readonly held: number;
  readonly heldForComplaint: number;
  readonly heldForTraining: number;
  readonly heldForRightsRequest: number;
  /** Bytes of audio. */
  readonly bytes: number;
}

/** Counts the custody units of recordings by their last day. */
@Injectable()
export class UnitsByDay {
  constructor(private readonly database: Database) {}

  /** Every day from `from` on that has units, in order. */
  async since(from: Day): Promise<UnitsOfDay[]> {
    return this.database.query<UnitsOfDay>(BY_DAY, [from]);
  }

  /** The bytes of audio of what is over before `from` and still stored. With those of {@link since}, everything that is. */
  async bytesBefore(from: Day): Promise<number> {
    const [row] = await this.database.query<{ bytes: number }>(BEFORE, [from]);
    return row?.bytes ?? 0;
  }
}

const BY_DAY: Statement = {
  name: 'recordings-units-by-day',
  text: `
    select day, sum(recordings)::int as recordings, sum(contacts)::int as contacts, sum(quarantined)::int as quarantined,
           sum(copies)::int as "trainingCopies", sum(dossiers)::int as dossiers,
           sum(held)::int as held, sum(complaint)::int as "heldForComplaint",
           sum(training)::int as "heldForTraining", sum(request)::int as "heldForRightsRequest", sum(bytes)::bigint as bytes
    from (
      select due_on as day, count(*) as recordings, 0 as contacts, 0 as quarantined, 0 as copies, 0 as dossiers,
             count(*) filter (where hold_purposes <> '{}') as held,
             count(*) filter (where 'complaint' = any(hold_purposes)) as complaint,
             count(*) filter (where 'internal-training' = any(hold_purposes)) as training,
             count(*) filter (where 'rights-request' = any(hold_purposes)) as request,
             sum(size_bytes) as bytes
      from recording where due_on >= $1 group by due_on
      union all
      select due_on, 0, count(*), 0, 0, 0, 0, 0, 0, 0, 0 from contact where due_on >= $1 group by due_on
      union all
      select due_on, 0, 0, count(*), 0, 0, 0, 0, 0, 0, sum(size_bytes) from quarantined_item where due_on >= $1 group by due_on
      union all
      select due_on, 0, 0, 0, count(*), 0, 0, 0, 0, 0, sum(size_bytes) from training_copy where due_on >= $1 group by due_on
      union all
      select due_on, 0, 0, 0, 0, count(*), 0, 0, 0, 0, 0 from dossier where due_on >= $1 group by due_on
      union all
      select due_on, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(size_bytes) from dossier_file where due_on >= $1 group by due_on
    ) units group by day order by day`,
};

/** Few at any time, each found by its day: all that is stored is counted once, in {@link BY_DAY}. */
const BEFORE: Statement = {
  name: 'recordings-bytes-before',
  text: `
    select (coalesce((select sum(size_bytes) from recording where due_on < $1), 0)
      + coalesce((select sum(size_bytes) from quarantined_item where due_on < $1), 0)
      + coalesce((select sum(size_bytes) from training_copy where due_on < $1), 0)
      + coalesce((select sum(size_bytes) from dossier_file where due_on < $1), 0))::bigint as bytes`,
};
