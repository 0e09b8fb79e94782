import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { LogKeys, type Statement as Attested } from '../integration/log-keys.js';
import type { Verdict } from './verdict.js';

/** A verification that has not ended after this has died with its instance; another one may begin. */
const GIVEN_UP_MS = 6 * 3_600_000;
/** So many nights are looked through for one that the log's keys stand for. */
const NIGHTS = 100;

/** The verification of a night, as its row says. */
export interface VerificationOfNight {
  readonly id: string;
  readonly night: Day;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly size: number | null;
  readonly outcome: Verdict['outcome'] | null;
  /** The first thing that does not fit, in words. */
  readonly finding: string | null;
}

type Row = VerificationOfNight & { readonly note: string | null };

/**
 * The verifications of the nights. Only what the log's keys stand for counts: whoever holds the database could otherwise write down
 * that it was verified, or that somebody is at it (ADR 0032).
 */
@Injectable()
export class Verifications {
  constructor(
    private readonly database: Database,
    private readonly keys: LogKeys,
    private readonly clock: Clock,
  ) {}

  /** Takes the verification of this night; null where another instance has it, or has made it. */
  async claim(): Promise<VerificationOfNight | null> {
    const startedAt = this.clock.now();
    const night = helsinkiDay(startedAt);
    return this.database.statements(async run => {
      const [row] = await run<Row>(OF_NIGHT, [night]);
      if (row && (await this.#isTaken(row))) return null;
      const none = { finishedAt: null, size: null, outcome: null, finding: null };
      const mine = { id: row?.id ?? newId(startedAt), night, startedAt, ...none };
      const values = [mine.id, night, startedAt, await this.keys.attest(statementOf(mine))];
      const [taken] = await run<object>(row ? TAKE : BEGIN, values);
      return taken ? mine : null;
    });
  }

  /** Keeps what came of it. */
  async finish(begun: VerificationOfNight, { size, outcome, sentence }: Verdict): Promise<void> {
    const ended = { ...begun, finishedAt: this.clock.now(), size, outcome, finding: sentence };
    const note = await this.keys.attest(statementOf(ended));
    await this.database.query(FINISH, [ended.id, ended.finishedAt, size, outcome, sentence, note]);
  }

  /** The newest, which may be under way still; null where there is none. */
  async newest(): Promise<VerificationOfNight | null> {
    return this.#first(await this.#nights());
  }

  /** The newest that came to an end. */
  async lastEnded(): Promise<VerificationOfNight | null> {
    return this.#first((await this.#nights()).filter(({ finishedAt }) => finishedAt !== null));
  }

  /** Of a night to come nobody can know anything. */
  #nights(): Promise<Row[]> {
    return this.database.query<Row>(NEWEST, [helsinkiDay(this.clock.now()), NIGHTS]);
  }

  async #first(rows: readonly Row[]): Promise<VerificationOfNight | null> {
    for (const { note, ...row } of rows) if (await this.keys.haveAttested(statementOf(row), note)) return row;
    return null;
  }

  async #isTaken({ note, ...row }: Row): Promise<boolean> {
    const isOver = row.finishedAt === null && this.clock.now().getTime() - row.startedAt.getTime() > GIVEN_UP_MS;
    return !isOver && this.keys.haveAttested(statementOf(row), note);
  }
}

function statementOf({ id, night, startedAt, finishedAt, size, outcome, finding }: VerificationOfNight): Attested {
  const [began, ended] = [startedAt.toISOString(), finishedAt?.toISOString() ?? null];
  return { what: 'log verification', of: [id, night, began, ended, size, outcome, finding] };
}

const COLUMNS = `id, night, started_at as "startedAt", finished_at as "finishedAt", size, outcome, finding, note`;

const OF_NIGHT: Statement = {
  name: 'log-verification-of-night',
  text: `select ${COLUMNS} from audit_verification where night = $1 for update`,
};

const NEWEST: Statement = {
  name: 'log-verifications',
  text: `select ${COLUMNS} from audit_verification where night <= $1 order by night desc limit $2`,
};

const BEGIN: Statement = {
  name: 'log-verification-begin',
  text: `
    insert into audit_verification (id, night, started_at, note) values ($1, $2, $3, $4)
    on conflict (night) do nothing returning id`,
};

const TAKE: Statement = {
  name: 'log-verification-take',
  text: `
    update audit_verification set started_at = $3, finished_at = null, size = null, outcome = null, finding = null, note = $4
    where id = $1 and night = $2 returning id`,
};

const FINISH: Statement = {
  name: 'log-verification-finish',
  text: `
    update audit_verification set finished_at = $2, size = $3, outcome = $4, finding = $5, note = $6 where id = $1`,
};
