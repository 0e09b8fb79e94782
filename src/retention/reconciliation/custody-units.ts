import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { AUDIO_UNITS, UNITS } from './unit-kinds.js';

const BATCH = 1000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** A custody unit as its row tells of it. Sizes are those of the audio as it came; null where there is none. */
export interface CustodyUnit {
  readonly id: string;
  readonly kind: string;
  readonly dueOn: Day;
  readonly sizeBytes: number | null;
  readonly audioSha256: Buffer | null;
}

/** Reads the rows of custody units of every kind, a batch at a time. */
@Injectable()
export class CustodyUnits {
  constructor(private readonly database: Database) {}

  /** Those of `ids` that have a row, by id. */
  async byIds(ids: readonly string[]): Promise<Map<string, CustodyUnit>> {
    const rows = await this.database.query<UnitRow>(BY_IDS, [ids]);
    return new Map(rows.map(row => [row.id, unitOf(row)]));
  }

  /** Batches of those that end on `day`. */
  async *endingOn(day: Day, size = BATCH): AsyncGenerator<CustodyUnit[]> {
    yield* batches(after => this.database.query<UnitRow>(ENDING_ON, [day, after, size]), size);
  }

  /** Batches of those that have audio and end on `day` or later. */
  async *withAudioSince(day: Day): AsyncGenerator<CustodyUnit[]> {
    yield* batches(after => this.database.query<UnitRow>(WITH_AUDIO, [day, after, BATCH]), BATCH);
  }

  /** Those with audio that ends on `day` or later and that was checked longest ago, or never; at most `limit`. */
  async longestUnchecked(day: Day, limit: number): Promise<CustodyUnit[]> {
    return (await this.database.query<UnitRow>(LONGEST_UNCHECKED, [day, limit])).map(unitOf);
  }

  async checked(id: string, at: Date): Promise<void> {
    await this.database.query(CHECKED, [id, at]);
  }

  /** Forgets the checks of what is gone. */
  async forgetChecksOfTheGone(): Promise<void> {
    await this.database.query(FORGET_CHECKS);
  }

  /** The days from `day` on that have units, in order. */
  async daysSince(day: Day): Promise<Day[]> {
    return (await this.database.query<{ due_on: string }>(DAYS, [day])).map(row => parseDay(row.due_on));
  }

  /** Days before `day` that still have rows, with the kinds and how many. */
  async over(day: Day): Promise<{ readonly day: Day; readonly kind: string; readonly count: number }[]> {
    const rows = await this.database.query<{ due_on: string; kind: string; count: number }>(OVER, [day]);
    return rows.map(({ due_on, kind, count }) => ({ day: parseDay(due_on), kind, count }));
  }
}

interface UnitRow {
  readonly id: string;
  readonly kind: string;
  readonly due_on: string;
  readonly size_bytes: number | null;
  readonly audio_sha256: Buffer | null;
}

function unitOf({ id, kind, due_on, size_bytes, audio_sha256 }: UnitRow): CustodyUnit {
  return { id, kind, dueOn: parseDay(due_on), sizeBytes: size_bytes, audioSha256: audio_sha256 };
}

async function* batches(read: (after: string) => Promise<UnitRow[]>, size: number): AsyncGenerator<CustodyUnit[]> {
  for (let after = BEFORE_ALL; ;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last) yield rows.map(unitOf);
    if (!last || rows.length < size) return;
    after = last.id;
  }
}

const COLUMNS = 'id, kind, due_on, size_bytes, audio_sha256';

const BY_IDS: Statement = {
  name: 'custody-units-by-ids',
  text: `select ${COLUMNS} from ${UNITS} where id = any($1::uuid[])`,
};

const ENDING_ON: Statement = {
  name: 'custody-units-ending-on',
  text: `select ${COLUMNS} from ${UNITS} where due_on = $1 and id > $2 order by id limit $3`,
};

const WITH_AUDIO: Statement = {
  name: 'custody-units-with-audio',
  text: `select ${COLUMNS} from ${AUDIO_UNITS} where due_on >= $1 and id > $2 order by id limit $3`,
};

const LONGEST_UNCHECKED: Statement = {
  name: 'custody-units-longest-unchecked',
  text: `
    select ${COLUMNS} from ${AUDIO_UNITS} left join unit_check c on c.unit_id = units.id
    where due_on >= $1 order by c.checked_at nulls first, id limit $2`,
};

const CHECKED: Statement = {
  name: 'custody-units-checked',
  text: `
    insert into unit_check (unit_id, checked_at) values ($1, $2)
    on conflict (unit_id) do update set checked_at = excluded.checked_at`,
};

const FORGET_CHECKS: Statement = {
  name: 'custody-units-forget-checks',
  text: `delete from unit_check c where not exists (select from ${AUDIO_UNITS} where units.id = c.unit_id)`,
};

const DAYS: Statement = {
  name: 'custody-units-days',
  text: `select distinct due_on from ${UNITS} where due_on >= $1 order by due_on`,
};

const OVER: Statement = {
  name: 'custody-units-over',
  text: `
    select due_on, kind, count(*)::int as count from ${UNITS} where due_on < $1
    group by due_on, kind order by due_on, kind`,
};
