import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar.js';
import { Database, type Statement } from '../platform/database/index.js';
import type { UnitCounts } from './reclaim-units.js';

/** What ends on one day, and how many of the recordings are held. */
export interface UnitsOfDay extends UnitCounts {
  readonly day: string;
  readonly held: number;
}

/** Counts the custody units of recordings by their last day. */
@Injectable()
export class UnitsByDay {
  constructor(private readonly database: Database) {}

  /** Every day from `from` on that has units, in order. */
  async since(from: Day): Promise<UnitsOfDay[]> {
    const rows = await this.database.query<UnitsOfDay>(BY_DAY, [from]);
    return rows.map(({ day, recordings, contacts, quarantined, held }) => ({
      day,
      recordings,
      contacts,
      quarantined,
      held,
    }));
  }
}

const BY_DAY: Statement = {
  name: 'recordings-units-by-day',
  text: `
    select day, sum(recordings)::int as recordings, sum(contacts)::int as contacts,
           sum(quarantined)::int as quarantined, sum(held)::int as held
    from (
      select due_on as day, count(*) as recordings, 0 as contacts, 0 as quarantined,
             count(*) filter (where hold_purposes <> '{}') as held
      from recording where due_on >= $1 group by due_on
      union all select due_on, 0, count(*), 0, 0 from contact where due_on >= $1 group by due_on
      union all select due_on, 0, 0, count(*), 0 from quarantined_item where due_on >= $1 group by due_on
    ) units group by day order by day`,
};
