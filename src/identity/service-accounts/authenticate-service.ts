import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { hashToken } from '../opaque-token.js';
import { SEEN_EVERY_MS } from '../sessions/session-rules.js';
import { truncatedAddress } from './allowed-networks.js';
import type { ServiceAccountRole } from './service-account.entity.js';
import { refusalOf, type TokenRefusal } from './token-use.js';

/** The machine that a token belongs to. */
export interface KnownService {
  readonly id: string;
  readonly role: ServiceAccountRole;
}

/** Knows a machine by its token, where it may be used from. */
@Injectable()
export class AuthenticateService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * The account that `token` belongs to; null when there is none that works here and now. Writes a use once a minute, and
   * a refused use of a token that was once given: one event a minute and account.
   */
  async execute(token: string, address: string): Promise<KnownService | null> {
    const now = this.clock.now();
    const [row] = await this.database.query<CheckRow>(CHECK, [hashToken(token)]);
    if (!row) return null;
    const refusal = refusalOf(presented(row), now, address);
    if (refusal) {
      await this.#recordRefusal(row.id, refusal, now, address);
      return null;
    }
    await this.#recordUse(row, now, address);
    return { id: row.id, role: row.role };
  }

  async #recordUse(row: CheckRow, now: Date, address: string): Promise<void> {
    const usedBefore = new Date(now.getTime() - SEEN_EVERY_MS);
    if (row.last_used_at !== null && row.last_used_at > usedBefore) return;
    await this.database.query(USED, [row.token_id, now, usedBefore, truncatedAddress(address)]);
  }

  /** The mark and the event in one transaction: a crash before its end leaves neither. */
  async #recordRefusal(id: string, reason: TokenRefusal, now: Date, address: string): Promise<void> {
    const before = new Date(now.getTime() - SEEN_EVERY_MS);
    await this.database.transaction(async em => {
      const marked = await em.execute<{ id: string }[]>(REFUSED, [now, id, before]);
      if (marked.length === 0) return;
      const actor = { kind: 'service', id, sessionId: null, address } as const;
      const object = { kind: 'service-account', id };
      await this.trail.record(em, { action: 'service-account.refused', outcome: 'refused', reason, actor, object });
    });
  }
}

interface CheckRow {
  readonly id: string;
  readonly role: ServiceAccountRole;
  readonly networks: readonly string[];
  readonly account_revoked_at: Date | null;
  readonly token_id: string;
  readonly token_revoked_at: Date | null;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
}

function presented(row: CheckRow) {
  return {
    networks: row.networks,
    accountRevokedAt: row.account_revoked_at,
    tokenRevokedAt: row.token_revoked_at,
    expiresAt: row.expires_at,
  };
}

const CHECK: Statement = {
  name: 'identity-service-check',
  text: `
    select a.id, a.role, a.networks, a.revoked_at as account_revoked_at, t.id as token_id,
           t.revoked_at as token_revoked_at, t.expires_at, t.last_used_at
    from service_token t join service_account a on a.id = t.account_id
    where t.token_hash = $1`,
};

const USED: Statement = {
  name: 'identity-service-used',
  text: `
    with token as (
      update service_token set last_used_at = $2
      where id = $1 and (last_used_at is null or last_used_at <= $3)
      returning account_id
    )
    update service_account set last_used_at = $2, last_used_from = $4 from token where id = token.account_id`,
};

const REFUSED = `
  update service_account set last_refused_at = ?
  where id = ? and (last_refused_at is null or last_refused_at <= ?)
  returning id`;
