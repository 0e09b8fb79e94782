import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { Source } from '../sources/source.entity.js';
import { alarmView, type AlarmRow, lineView, type LineRow } from './completeness-views.js';
import type { Completeness, CompletenessOfDay, MissingNumber, SourceReport } from './completeness.schemas.js';
import { FIGURES, figuresOf, figuresWhere, type Figures } from './figures.js';
import { isUsual, silentHours } from './habit.js';
import { ReadHabits, type SourceHabit } from './read-habits.js';

/** Most lines or numbers that one answer shows. */
const SHOWN = 200;

/** Tells what has come from each source, and what has not. */
@Injectable()
export class ReadCompleteness {
  constructor(
    private readonly database: Database,
    private readonly habits: ReadHabits,
    private readonly clock: Clock,
  ) {}

  /** The last `days` days, today included. */
  async report(days: number): Promise<Omit<Completeness, 'mayExplain'>> {
    const through = helsinkiDay(this.clock.now());
    const from = addDays(through, 1 - days);
    const alarms = await this.database.query<AlarmRow>(OPEN_ALARMS);
    const missing = await this.database.query<LineRow>(MISSING, [SHOWN + 1]);
    const gaps = await this.database.query<GapRow>(GAPS, [SHOWN + 1]);
    return {
      from,
      through,
      alarms: alarms.map(alarmView),
      sources: await this.#sources(await this.daily(from, through)),
      missing: { lines: missing.slice(0, SHOWN).map(lineView), more: missing.length > SHOWN },
      gaps: { numbers: gaps.slice(0, SHOWN).map(gapView), more: gaps.length > SHOWN },
    };
  }

  /** One source on one day, with the lines that are not as they should be. @throws DomainError `not-found` */
  async ofDay(source: string, day: Day = helsinkiDay(this.clock.now())): Promise<CompletenessOfDay> {
    const [known] = await this.database.query<object>(KNOWN, [source]);
    if (!known) throw notFound();
    const [row] = await this.database.query<FiguresRow>(OF_DAY, [source, day]);
    const lines = await this.database.query<LineRow>(LINES, [source, day, SHOWN + 1]);
    const alarms = await this.database.query<AlarmRow>(ALARMS_OF_SOURCE, [source]);
    return {
      ...{ source, day, figures: row ? figuresOf(row) : NOTHING },
      ...{ lines: lines.slice(0, SHOWN).map(lineView), more: lines.length > SHOWN, alarms: alarms.map(alarmView) },
    };
  }

  /** The figures of each source and day, by source, newest day first. */
  async daily(from: Day, through: Day): Promise<FiguresRow[]> {
    return this.database.query<FiguresRow>(DAILY, [from, through]);
  }

  async #sources(rows: readonly FiguresRow[]): Promise<SourceReport[]> {
    const habits = new Map((await this.habits.list()).map(habit => [habit.source, habit]));
    const settings = await this.database.entities().find(Source, {});
    const terms = new Map(settings.map(source => [source.name, source]));
    const bySource = Map.groupBy(rows, ({ source }) => source);
    const names = [...new Set([...bySource.keys(), ...habits.keys(), ...terms.keys()])].sort();
    return names.map(source => ({
      ...{ source, ...this.#habit(habits.get(source)) },
      ...{ keepsDays: terms.get(source)?.keepsDays ?? null },
      ...{ copyDeletedThrough: terms.get(source)?.copyDeletedThrough ?? null },
      days: (bySource.get(source) ?? []).map(row => ({ day: parseDay(row.call_on), figures: figuresOf(row) })),
    }));
  }

  #habit(habit: SourceHabit | undefined) {
    const { lastAt = null, hours = [] } = habit ?? {};
    const usualHours = hours.filter(isUsual).map(({ weekday, hour }) => ({ weekday, hour }));
    const silent = lastAt ? silentHours(hours, lastAt, this.clock.now()) : 0;
    return { lastArrivalAt: lastAt?.toISOString() ?? null, silentHours: silent, usualHours };
  }
}

/** The figures of one source and day. */
export type FiguresRow = Figures & { readonly source: string; readonly call_on: string };

interface GapRow {
  readonly source: string;
  readonly sequence: number;
  readonly found_at: Date;
}

const NOTHING = Object.fromEntries(FIGURES.map(name => [name, 0])) as Figures; // each of FIGURES

function gapView({ source, sequence, found_at }: GapRow): MissingNumber {
  return { source, sequence, foundAt: found_at.toISOString() };
}

const LINE = `source, external_id, queue, call_on, started_at, sequence, announced_at, audio_at, missed_at, silent, outcome,
  reason, unit_id`;
const ALARM = 'id, kind, source, raised_at, cleared_at, told_at';

const OPEN_ALARMS: Statement = {
  name: 'completeness-open-alarms',
  text: `select ${ALARM} from ingest_alarm where cleared_at is null order by raised_at, id`,
};

const ALARMS_OF_SOURCE: Statement = {
  name: 'completeness-alarms-of-source',
  text: `select ${ALARM} from ingest_alarm where source = $1 order by raised_at desc, id desc limit 20`,
};

const MISSING: Statement = {
  name: 'completeness-missing',
  text: `
    select ${LINE} from arrival where outcome = 'awaited' and missed_at is not null
    order by announced_at, source, external_id limit $1`,
};

const GAPS: Statement = {
  name: 'completeness-gaps',
  text: `
    select source, sequence, found_at from arrival_gap where closed_at is null order by found_at, source, sequence limit $1`,
};

const LINES: Statement = {
  name: 'completeness-lines-of-day',
  text: `
    select ${LINE} from arrival
    where source = $1 and call_on = $2 and (outcome <> 'filed' or silent or announced_at is null)
    order by seen_at, external_id limit $3`,
};

const DAILY: Statement = {
  name: 'completeness-daily',
  text: `${figuresWhere('call_on between $1 and $2')} order by source, call_on desc`,
};

const OF_DAY: Statement = {
  name: 'completeness-of-day',
  text: figuresWhere('source = $1 and call_on = $2'),
};

const KNOWN: Statement = {
  name: 'completeness-source-known',
  text: `
    select from (select $1 as name) s
    where exists (select from arrival where source = s.name) or exists (select from arrival_day where source = s.name)
      or exists (select from source where name = s.name)`,
};
