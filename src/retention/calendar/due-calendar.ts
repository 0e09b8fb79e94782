import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import { UnitsByDay, type UnitsOfDay } from '../../recordings/index.js';
import type { DueDayView, DueList } from './due-calendar.schemas.js';

const DAY_MS = 86_400_000;
const FREED_DAYS = 30;

/** What falls due on each coming day, what is held and why, and what it comes to on the disk. */
@Injectable()
export class DueCalendar {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsByDay,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<DueList> {
    const now = this.clock.now();
    const today = helsinkiDay(now);
    const [days, overBytes] = await Promise.all([this.units.since(today), this.units.bytesBefore(today)]);
    const since = new Date(now.getTime() - FREED_DAYS * DAY_MS);
    const freed = firstRow(await this.database.query<{ bytes: number }>(FREED, [since]));
    const storedBytes = days.reduce((sum, { bytes }) => sum + bytes, overBytes);
    const totals = { storedBytes, freedBytesIn30Days: freed.bytes };
    return { items: days.map(dayView), totals, nextCursor: null };
  }
}

const FREED: Statement = {
  name: 'retention-freed-bytes',
  text: `
    select (coalesce((select sum(freed_bytes) from purge_run where finished_at >= $1), 0)
      + coalesce((select sum(size_bytes) from deletion_certificate
                  where reason <> 'due' and key_destroyed_at >= $1::timestamptz - interval '1 day' and blob_absent_at >= $1), 0)
      )::bigint as bytes`,
};

function dayView({ heldForComplaint, heldForTraining, heldForRightsRequest, ...day }: UnitsOfDay): DueDayView {
  const heldFor = { complaint: heldForComplaint, training: heldForTraining, 'rights-request': heldForRightsRequest };
  return { ...day, heldFor };
}
