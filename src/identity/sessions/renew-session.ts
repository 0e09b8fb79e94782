import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { AccessTokens } from './access-tokens.js';
import { Credential } from '../passwords/credential.entity.js';
import { hashToken } from '../opaque-token.js';
import { newRefreshToken, parseRefreshToken, type RefreshToken } from './refresh-token.js';
import { notSignedIn } from '../refusals.js';
import { lackOf } from './session-lack.js';
import { isLiving, judgeRefresh } from './session-rules.js';
import { Session } from './session.entity.js';
import type { SignedIn } from './start-session.js';
import { Staff } from '../staff/staff.entity.js';

/**
 * A browser exchanges its refresh token for a new pair. Being renewed does not count as being used: a page that is left
 * open does not hold a session beyond its idle limit.
 */
@Injectable()
export class RenewSession {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly accessTokens: AccessTokens,
    private readonly config: Config,
  ) {}

  /**
   * A crash, or a lost answer, after the commit leaves the browser with the token before: it renews for ten more seconds
   * and then ends the session, so that the person signs in again.
   * @throws DomainError `not-signed-in`, also after ending a session whose token was used twice
   */
  async execute(token: string | undefined, address: string): Promise<SignedIn> {
    const presented = parseRefreshToken(token ?? '');
    const signedIn = presented && (await this.database.transaction(em => this.#renew(em, presented, address)));
    if (!signedIn) throw notSignedIn();
    return signedIn;
  }

  async #renew(em: EntityManager, presented: RefreshToken, address: string): Promise<SignedIn | null> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const session = await em.findOne(Session, { refreshFamilyHash: hashToken(presented.family) }, lock);
    const now = this.clock.now();
    if (!session || !isLiving(session, now)) return null;
    const staff = await em.findOne(Staff, { id: session.staffId, status: 'active' });
    if (!staff) return null;
    const verdict = judgeRefresh(session, presented.secret, now);
    if (verdict === 'reuse') return this.#endReused(em, session, address);
    const refreshToken = verdict === 'rotate' ? rotate(session, presented.family, now) : null;
    return this.#signedIn(em, staff, session, refreshToken);
  }

  async #signedIn(em: EntityManager, staff: Staff, session: Session, refreshToken: string | null): Promise<SignedIn> {
    const credential = await em.findOne(Credential, { staffId: staff.id });
    const { token, expiresAt } = await this.accessTokens.issue(staff.id, session.id);
    const mustChangePassword = credential?.mustChange ?? false;
    const secondFactorShown = !!session.secondFactorAt;
    const lacks = lackOf({ mustChangePassword, secondFactorShown, secondFactorRequired: !this.config.demo });
    return { accessToken: token, expiresAt, refreshToken, staff, mustChangePassword, lacks };
  }

  async #endReused(em: EntityManager, session: Session, address: string): Promise<null> {
    session.endedAt = this.clock.now();
    session.endedBecause = 'refresh-reused';
    const actor: Actor = { kind: 'unidentified', id: null, sessionId: null, address };
    const object = { kind: 'session', id: session.id };
    await this.trail.record(em, {
      action: 'session.reuse-detected',
      outcome: 'refused',
      actor,
      object,
      concernsStaffId: session.staffId,
    });
    return null;
  }
}

function rotate(session: Session, family: string, now: Date): string {
  const next = newRefreshToken(family);
  session.previousRefreshHash = session.refreshHash;
  session.refreshHash = hashToken(next.secret);
  session.rotatedAt = now;
  return next.token;
}
