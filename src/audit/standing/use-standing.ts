import { Injectable } from '@nestjs/common';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import type { AuditAction } from '../actions.js';

/** Playbacks that were granted, as the leaves of the log tell of them. */
export interface PlaybackStanding {
  readonly playbacks: number;
  /** Of no purpose of the register. */
  readonly withoutPurpose: number;
  /** Of a purpose that names its ticket or case each time, and without it. */
  readonly withoutReference: number;
}

/** Copies of recordings that left, by whether they left with something known. */
export interface CopyStanding {
  readonly copies: number;
  readonly otherwise: number;
}

/** Asks the log itself: the leaves that the checkpoints are over, and not the columns beside them. */
@Injectable()
export class UseStanding {
  constructor(private readonly database: Database) {}

  /**
   * Every playback that the log still tells of.
   * @param purposes those of the register
   * @param referring those that need a reference
   */
  async playbacks(purposes: readonly string[], referring: readonly string[]): Promise<PlaybackStanding> {
    return firstRow(await this.database.query<PlaybackStanding>(PLAYBACKS, [purposes, referring]));
  }

  /** Every copy that left; `kinds` are what copies may leave with. */
  async copies(kinds: readonly string[]): Promise<CopyStanding> {
    return firstRow(await this.database.query<CopyStanding>(COPIES, [kinds]));
  }

  /** When each of `people` last did any of `actions`; who never did is left out. */
  async lastActs(people: readonly string[], actions: readonly AuditAction[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.database.query<{ id: string; at: Date }>(LAST_ACTS, [people, actions]);
    return new Map(rows.map(({ id, at }) => [id, at]));
  }
}

const PLAYBACKS: Statement = {
  name: 'log-playbacks-by-purpose',
  text: `
    with played as (
      select coalesce(leaf ->> 'purpose', '') as purpose, coalesce(leaf ->> 'reference', '') as reference
      from (select convert_from(leaf, 'UTF8')::jsonb as leaf from audit_event
            where action = 'playback.granted' and outcome = 'done') granted
    )
    select count(*)::int as playbacks,
           count(*) filter (where purpose <> all($1::text[]))::int as "withoutPurpose",
           count(*) filter (where purpose = any($2::text[]) and reference = '')::int as "withoutReference"
    from played`,
};

const COPIES: Statement = {
  name: 'log-copies-by-kind',
  text: `
    select count(*)::int as copies,
           count(*) filter (where coalesce(convert_from(leaf, 'UTF8')::jsonb #>> '{object,kind}', '') <> all($1::text[]))::int
             as otherwise
    from audit_event where action = 'recording.exported' and outcome = 'done'`,
};

const LAST_ACTS: Statement = {
  name: 'log-last-acts-of-people',
  text: `
    select actor_id as id, max(recorded_at) as at from audit_event
    where actor_id = any($1::uuid[]) and action = any($2::text[]) and outcome = 'done' group by actor_id`,
};
