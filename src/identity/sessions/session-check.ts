import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { lackOf, type SessionLack } from './session-lack.js';
import { idleExpiry, SEEN_EVERY_MS } from './session-rules.js';

/** What the session check of one request found. */
export interface CheckedSession {
  readonly accessEpoch: number;
  /** What the session still lacks before it opens everything; null for a complete one. */
  readonly lacks: SessionLack | null;
  readonly secondFactorAt: Date | null;
}

/** Asked at every request, so that log-out, deactivation and both limits act at the next one. */
@Injectable()
export class SessionCheck {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Null unless the session lives and its person is active. Writes that it was seen, at most once a minute.
   * @param isUse false where a page asks by itself: then it is not seen
   */
  async check(sessionId: string, staffId: string, { isUse = true } = {}): Promise<CheckedSession | null> {
    const now = this.clock.now();
    const [row] = await this.database.query<CheckRow>(CHECK, [sessionId, staffId, now]);
    if (!row) return null;
    if (isUse && now.getTime() - row.last_seen_at.getTime() >= SEEN_EVERY_MS) {
      await this.database.query(SEEN, [sessionId, now, idleExpiry(now)]);
    }
    return { accessEpoch: row.access_epoch, lacks: this.#lackOf(row), secondFactorAt: row.second_factor_at };
  }

  #lackOf({ must_change, second_factor_at }: CheckRow): SessionLack | null {
    return lackOf({
      mustChangePassword: must_change,
      secondFactorShown: second_factor_at !== null,
      secondFactorRequired: !this.config.demo,
    });
  }
}

interface CheckRow {
  readonly access_epoch: number;
  readonly must_change: boolean;
  readonly last_seen_at: Date;
  readonly second_factor_at: Date | null;
}

const CHECK: Statement = {
  name: 'identity-session-check',
  text: `
    select st.access_epoch, coalesce(c.must_change, false) as must_change, s.last_seen_at, s.second_factor_at
    from session s
    join staff st on st.id = s.staff_id and st.status = 'active'
    left join credential c on c.staff_id = st.id
    where s.id = $1 and s.staff_id = $2 and s.ended_at is null and s.idle_expires_at > $3 and s.absolute_expires_at > $3`,
};

const SEEN: Statement = {
  name: 'identity-session-seen',
  text: 'update session set last_seen_at = $2, idle_expires_at = $3 where id = $1 and ended_at is null and last_seen_at < $2',
};
