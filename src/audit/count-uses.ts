import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../platform/database/index.js';
import type { AuditAction } from './actions.js';

/** How often one person listened for one purpose. */
export interface UseCount {
  readonly staffId: string;
  readonly purpose: string;
  readonly playbacks: number;
}

/** How often something was done, by what the events say of its kind; empty where they say none. */
export interface ActCount {
  readonly action: AuditAction;
  readonly kind: string;
  readonly times: number;
}

/** Counts what the log tells of a span of time, for statements. */
@Injectable()
export class CountUses {
  constructor(private readonly database: Database) {}

  /** Playbacks granted from `from` to before `to`, by person and purpose; most first. */
  async listening(from: Date, to: Date): Promise<UseCount[]> {
    return this.database.query<UseCount>(LISTENING, [from, to]);
  }

  /** What of `actions` was done from `from` to before `to`. */
  async acts(actions: readonly AuditAction[], from: Date, to: Date): Promise<ActCount[]> {
    return this.database.query<ActCount>(ACTS, [from, to, actions]);
  }
}

const LISTENING: Statement = {
  name: 'log-count-listening',
  text: `
    select actor_id as "staffId", coalesce(purpose, '') as purpose, count(*)::int as playbacks from audit_event
    where action = 'playback.granted' and outcome = 'done' and actor_id is not null
      and recorded_at >= $1 and recorded_at < $2
    group by actor_id, purpose order by playbacks desc, actor_id, purpose`,
};

const ACTS: Statement = {
  name: 'log-count-acts',
  text: `
    select action, coalesce(convert_from(leaf, 'UTF8')::jsonb #>> '{facts,kind}', '') as kind, count(*)::int as times
    from audit_event
    where action = any($3::text[]) and outcome = 'done' and recorded_at >= $1 and recorded_at < $2
    group by 1, 2 order by 1, 2`,
};
