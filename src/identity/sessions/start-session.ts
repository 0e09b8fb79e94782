import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { AccessTokens } from './access-tokens.js';
import { hashToken } from '../opaque-token.js';
import { newRefreshToken, type RefreshToken } from './refresh-token.js';
import { absoluteExpiry, idleExpiry } from './session-rules.js';
import { Session } from './session.entity.js';
import type { Staff } from '../staff/staff.entity.js';

/** What a person gets who has signed in or renewed. `refreshToken` is null where the browser keeps the one that it has. */
export interface SignedIn {
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string | null;
  readonly staff: Pick<Staff, 'id' | 'username' | 'displayName'>;
  readonly mustChangePassword: boolean;
}

/** Begins a session of somebody whose identity has just been established. */
@Injectable()
export class StartSession {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly accessTokens: AccessTokens,
  ) {}

  /** In the caller's transaction, which holds the person's row locked against deactivation. */
  async execute(em: EntityManager, staff: Staff, mustChangePassword: boolean, address: string): Promise<SignedIn> {
    const refresh = newRefreshToken();
    const session = em.create(Session, { ...this.#row(refresh), staffId: staff.id, address });
    em.persist(session);
    const actor = { kind: 'staff', id: staff.id, sessionId: session.id, address } as const;
    const object = { kind: 'session', id: session.id };
    await this.trail.record(em, { action: 'session.started', actor, object, facts: { mustChangePassword } });
    const { token, expiresAt } = await this.accessTokens.issue(staff.id, session.id);
    return { accessToken: token, expiresAt, refreshToken: refresh.token, staff, mustChangePassword };
  }

  #row({ family, secret }: RefreshToken) {
    const startedAt = this.clock.now();
    const limits = { idleExpiresAt: idleExpiry(startedAt), absoluteExpiresAt: absoluteExpiry(startedAt) };
    const hashes = { refreshFamilyHash: hashToken(family), refreshHash: hashToken(secret) };
    return { id: newId(startedAt), startedAt, lastSeenAt: startedAt, ...limits, ...hashes };
  }
}
