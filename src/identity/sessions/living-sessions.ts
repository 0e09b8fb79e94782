import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { isLiving } from './session-rules.js';
import type { SessionEnding } from './session.entity.js';

/** When a session that lives will end, and why then, if nothing more is done in it. */
export interface ComingEnd {
  readonly at: Date;
  readonly because: 'idle' | 'too-old';
}

/** A session as it stands now: it lives, with the access epoch of its person, or why it does not. */
export type SessionState =
  { readonly accessEpoch: number; readonly ends: ComingEnd } | { readonly over: SessionEnding };

/** Looks at many sessions in one statement, without their being seen: to be looked at is not to be used. */
@Injectable()
export class LivingSessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The states by session id; a session that is not there any more is left out. */
  async of(ids: readonly string[], timeoutMs: number): Promise<ReadonlyMap<string, SessionState>> {
    const now = this.clock.now();
    const rows = await this.database.query<StateRow>(STATES, [ids], { timeoutMs });
    return new Map(rows.map(row => [row.id, stateOf(row, now)]));
  }
}

interface StateRow {
  readonly id: string;
  readonly ended_at: Date | null;
  readonly ended_because: SessionEnding | null;
  readonly idle_expires_at: Date;
  readonly absolute_expires_at: Date;
  readonly access_epoch: number;
  readonly active: boolean;
}

function stateOf(row: StateRow, now: Date): SessionState {
  const limits = { idleExpiresAt: row.idle_expires_at, absoluteExpiresAt: row.absolute_expires_at };
  if (row.ended_at) return { over: row.ended_because ?? 'access-changed' };
  if (!row.active) return { over: 'deactivated' };
  if (isLiving(limits, now)) return { accessEpoch: row.access_epoch, ends: comingEnd(limits) };
  return { over: now < row.absolute_expires_at ? 'idle' : 'too-old' };
}

function comingEnd({
  idleExpiresAt,
  absoluteExpiresAt,
}: Record<'idleExpiresAt' | 'absoluteExpiresAt', Date>): ComingEnd {
  const idleFirst = idleExpiresAt < absoluteExpiresAt;
  return idleFirst ? { at: idleExpiresAt, because: 'idle' } : { at: absoluteExpiresAt, because: 'too-old' };
}

const STATES: Statement = {
  name: 'identity-session-states',
  text: `
    select s.id, s.ended_at, s.ended_because, s.idle_expires_at, s.absolute_expires_at,
           st.access_epoch, st.status = 'active' as active
    from session s join staff st on st.id = s.staff_id
    where s.id = any($1::uuid[])`,
};
