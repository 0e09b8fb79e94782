import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { idleExpiry, SEEN_EVERY_MS } from './session-rules.js';

/** What the session check of one request found. */
export interface CheckedSession {
  readonly accessEpoch: number;
  readonly mustChangePassword: boolean;
}

/** Asked at every request, so that log-out, deactivation and both limits act at the next one. */
@Injectable()
export class SessionCheck {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null unless the session lives and its person is active. Writes that it was seen, at most once a minute. */
  async check(sessionId: string, staffId: string): Promise<CheckedSession | null> {
    const now = this.clock.now();
    const [row] = await this.database.query<CheckRow>(CHECK, [sessionId, staffId, now]);
    if (!row) return null;
    if (now.getTime() - row.last_seen_at.getTime() >= SEEN_EVERY_MS) {
      await this.database.query(SEEN, [sessionId, now, idleExpiry(now)]);
    }
    return { accessEpoch: row.access_epoch, mustChangePassword: row.must_change };
  }
}

interface CheckRow {
  readonly access_epoch: number;
  readonly must_change: boolean;
  readonly last_seen_at: Date;
}

const CHECK: Statement = {
  name: 'identity-session-check',
  text: `
    select st.access_epoch, coalesce(c.must_change, false) as must_change, s.last_seen_at
    from session s
    join staff st on st.id = s.staff_id and st.status = 'active'
    left join credential c on c.staff_id = st.id
    where s.id = $1 and s.staff_id = $2 and s.ended_at is null and s.idle_expires_at > $3 and s.absolute_expires_at > $3`,
};

const SEEN: Statement = {
  name: 'identity-session-seen',
  text: 'update session set last_seen_at = $2, idle_expires_at = $3 where id = $1 and ended_at is null and last_seen_at < $2',
};
