import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Config } from '../../platform/config/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { AccessTokens } from './access-tokens.js';
import { hashToken } from '../opaque-token.js';
import { newRefreshToken, type RefreshToken } from './refresh-token.js';
import { lackOf, type SessionLack } from './session-lack.js';
import { absoluteExpiry, idleExpiry } from './session-rules.js';
import { Session, type SignInWay } from './session.entity.js';
import type { Staff } from '../staff/staff.entity.js';

/** What a person gets who has signed in or renewed. `refreshToken` is null where the browser keeps the one that it has. */
export interface SignedIn {
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string | null;
  readonly staff: Pick<Staff, 'id' | 'username' | 'displayName'>;
  readonly mustChangePassword: boolean;
  /** What the session lacks before it opens everything; null for a complete one. */
  readonly lacks: SessionLack | null;
}

/** How somebody's identity was established. */
export interface SessionBeginning {
  readonly way: SignInWay;
  /** The person still has a one-time password. */
  readonly mustChangePassword: boolean;
  /** Whether a second factor was shown just now, here or, as it says itself, at the identity provider. */
  readonly secondFactorShown: boolean;
  /** When it was shown, where that may be a while ago; now where this is left out. */
  readonly secondFactorAt?: Date;
  readonly address: string;
}

/** Begins a session of somebody whose identity has just been established. */
@Injectable()
export class StartSession {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly accessTokens: AccessTokens,
    private readonly config: Config,
  ) {}

  /**
   * In the caller's transaction, which holds the person's row locked against deactivation. Without a second factor the
   * session opens only what sets one up, so whoever has one must have been asked for it before.
   */
  async execute(em: EntityManager, staff: Staff, beginning: SessionBeginning): Promise<SignedIn> {
    const { address, mustChangePassword, secondFactorShown } = beginning;
    const refresh = newRefreshToken();
    const session = em.create(Session, { ...this.#row(refresh, beginning), staffId: staff.id, address });
    em.persist(session);
    const actor = { kind: 'staff', id: staff.id, sessionId: session.id, address } as const;
    const object = { kind: 'session', id: session.id };
    await this.trail.record(em, {
      action: 'session.started',
      actor,
      object,
      facts: { mustChangePassword, secondFactorShown },
    });
    const { token, expiresAt } = await this.accessTokens.issue(staff.id, session.id);
    const lacks = lackOf({ mustChangePassword, secondFactorShown, secondFactorRequired: !this.config.demo });
    return { accessToken: token, expiresAt, refreshToken: refresh.token, staff, mustChangePassword, lacks };
  }

  #row({ family, secret }: RefreshToken, beginning: SessionBeginning) {
    const startedAt = this.clock.now();
    const limits = { idleExpiresAt: idleExpiry(startedAt), absoluteExpiresAt: absoluteExpiry(startedAt) };
    const hashes = { refreshFamilyHash: hashToken(family), refreshHash: hashToken(secret) };
    const secondFactorAt = beginning.secondFactorShown ? (beginning.secondFactorAt ?? startedAt) : null;
    const { way } = beginning;
    return { id: newId(startedAt), way, startedAt, lastSeenAt: startedAt, secondFactorAt, ...limits, ...hashes };
  }
}
