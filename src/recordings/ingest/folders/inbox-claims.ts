import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database, type Statement } from '../../../platform/database/index.js';
import { busyMs, type InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { KeyedNames } from './keyed-names.js';

const FIRST_PAUSE_MS = 5_000;
/** How long a file is left alone at most that could not be taken. */
export const LONGEST_PAUSE_MS = 600_000;

/** Who is busy with which file: rows with an end, so that a killed instance holds nobody up. */
@Injectable()
export class InboxClaims {
  constructor(
    private readonly database: Database,
    private readonly names: KeyedNames,
    private readonly clock: Clock,
  ) {}

  /** Whether the file is ours now. The claim ends by itself; what is taken twice is one delivery all the same. */
  async claim({ source, place, sizeBytes }: InboxFile): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + busyMs({ sizeBytes }));
    const rows = await this.database.query(CLAIM, [source, this.#digest(source, place), until, now]);
    return rows.length === 1;
  }

  /** Whether it is ours to go round now; nobody else does before the time is over, whether we end or not. */
  async round(name: string, lastsMs: number): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + lastsMs);
    return (await this.database.query(CLAIM, [ROUNDS, this.#digest(ROUNDS, name), until, now])).length === 1;
  }

  async release({ source, place }: InboxFile): Promise<void> {
    await this.database.query(RELEASE, [source, this.#digest(source, place)]);
  }

  /** What could not be taken is left alone for a while, longer each time. */
  async postpone({ source, place }: InboxFile): Promise<void> {
    const values = [source, this.#digest(source, place), this.clock.now(), FIRST_PAUSE_MS, LONGEST_PAUSE_MS];
    await this.database.query(POSTPONE, values);
  }

  /** Forgets the claims of files that are gone. */
  async sweep(): Promise<void> {
    await this.database.query(SWEEP, [new Date(this.clock.now().getTime() - FORGOTTEN_MS)]);
  }

  #digest(source: string, place: string): Buffer {
    return this.names.digest('place', source, place);
  }
}

/** No source has this name. */
const ROUNDS = '';
const FORGOTTEN_MS = 24 * 3_600_000;

const CLAIM: Statement = {
  name: 'inbox-claim',
  text: `
    insert into inbox_claim as c (source, digest, until, attempts) values ($1, $2, $3, 0)
    on conflict (source, digest) do update set until = excluded.until where c.until <= $4 returning attempts`,
};

const RELEASE: Statement = {
  name: 'inbox-release',
  text: 'delete from inbox_claim where source = $1 and digest = $2',
};

const POSTPONE: Statement = {
  name: 'inbox-postpone',
  text: `
    update inbox_claim
    set attempts = attempts + 1, until = $3::timestamptz + least($4::float8 * power(2, least(attempts, 20)), $5::float8) * interval '1 ms'
    where source = $1 and digest = $2`,
};

const SWEEP: Statement = { name: 'inbox-claims-sweep', text: 'delete from inbox_claim where until <= $1' };
