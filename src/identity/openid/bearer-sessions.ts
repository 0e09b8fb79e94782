import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { hashToken, newToken } from '../opaque-token.js';
import { idleExpiry } from '../sessions/session-rules.js';
import { Session } from '../sessions/session.entity.js';
import { linkedPerson } from './confirmed-link.js';
import { OpenIdRefused } from './openid-refused.js';
import { endOf, type AccessTokenClaims } from './provider-tokens.js';
import { showsSecondFactor, shownAtOf } from './second-factor-shown.js';

/** The session of a token's bearer, and whose it is. */
export interface BearerSession {
  readonly sessionId: string;
  readonly staffId: string;
}

/**
 * A token of the provider has a session of its own, begun when the token is first seen: so its uses are told apart in the
 * log, a playback stays with it, and the person sees and ends it like any other.
 */
@Injectable()
export class BearerSessions {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The session of a verified token. Whether it still lives is for the session check, as with every other.
   * @throws OpenIdRefused `openid-not-linked`, `openid-no-second-factor`
   */
  async of(token: string, claims: AccessTokenClaims, address: string): Promise<BearerSession> {
    const providerTokenHash = hashOf(token);
    const [known] = await this.database.query<KnownRow>(KNOWN, [providerTokenHash, claims.iss, claims.sub]);
    if (known) return { sessionId: known.id, staffId: known.staff_id };
    try {
      return await this.database.transaction(em => this.#of(em, providerTokenHash, claims, address));
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      // The token came twice at once, and the other was first.
      return this.database.transaction(em => this.#of(em, providerTokenHash, claims, address));
    }
  }

  async #of(
    em: EntityManager,
    providerTokenHash: string,
    claims: AccessTokenClaims,
    address: string,
  ): Promise<BearerSession> {
    const linked = await linkedPerson(em, { issuer: claims.iss, subject: claims.sub });
    if (!linked) throw new OpenIdRefused('openid-not-linked');
    const staffId = linked.staff.id;
    const known = await em.findOne(Session, { providerTokenHash });
    // The identity was somebody else's when the token came first: what it was made for is over.
    if (known && known.staffId !== staffId) throw new OpenIdRefused('openid-not-linked');
    const session = known ?? (await this.#begin(em, { providerTokenHash, staffId, address }, claims));
    return { sessionId: session.id, staffId };
  }

  /** Nobody is there to be asked for a second factor: the token says that one was shown, or opens nothing. */
  async #begin(
    em: EntityManager,
    whose: { readonly providerTokenHash: string; readonly staffId: string; readonly address: string },
    claims: AccessTokenClaims,
  ): Promise<Session> {
    const now = this.clock.now();
    const secondFactorShown = showsSecondFactor(claims, this.config.openId?.requiredAcr ?? null);
    if (!secondFactorShown && !this.config.demo) throw new OpenIdRefused('openid-no-second-factor');
    const limits = { idleExpiresAt: idleExpiry(now), absoluteExpiresAt: endOf(claims) };
    // Nobody gets a refresh token: the hashes are those of what was thrown away.
    const hashes = { refreshFamilyHash: hashToken(newToken()), refreshHash: hashToken(newToken()) };
    const secondFactorAt = secondFactorShown ? shownAtOf(claims, now) : null;
    const times = { startedAt: now, lastSeenAt: now, ...limits, secondFactorAt };
    const session = em.create(Session, { id: newId(now), way: 'bearer', ...times, ...hashes, ...whose });
    await em.persist(session).flush();
    const actor = { kind: 'staff', id: whose.staffId, sessionId: session.id, address: whose.address } as const;
    const object = { kind: 'session', id: session.id };
    const facts = { way: 'bearer', secondFactorShown };
    await this.trail.record(em, { action: 'session.started', actor, object, facts });
    return session;
  }
}

/** Of what is signed, not of the signature: of some algorithms a valid one can be made into another. */
function hashOf(token: string): string {
  return hashToken(token.slice(0, token.lastIndexOf('.')));
}

interface KnownRow {
  readonly id: string;
  readonly staff_id: string;
}

/** At every request of a bearer, so without locks: the session check that follows refuses what has ended since. */
const KNOWN: Statement = {
  name: 'identity-bearer-session',
  text: `
    select s.id, s.staff_id from session s
    join external_identity x on x.staff_id = s.staff_id and x.issuer = $2 and x.subject = $3
      and x.confirmed_at is not null and x.removed_at is null
    where s.provider_token_hash = $1`,
};
