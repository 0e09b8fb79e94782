import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Credential } from '../passwords/credential.entity.js';
import { Passkey } from '../second-factor/passkey.entity.js';
import { StartSession, type SignedIn } from '../sessions/start-session.js';
import { linkedPerson } from './confirmed-link.js';
import { NoteSeenIdentity } from './note-seen-identity.js';
import { OpenIdRefused } from './openid-refused.js';
import type { IdTokenClaims } from './openid-provider.js';
import { showsSecondFactor, shownAtOf } from './second-factor-shown.js';

/** A session that began, or the link whose person must show their second factor here first. */
export type LinkedStart = { readonly signedIn: SignedIn } | { readonly waitsWith: string };

/** Somebody for whom the provider vouches comes in, if two administrators have linked them. */
@Injectable()
export class StartLinkedSession {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly startSession: StartSession,
    private readonly noteSeen: NoteSeenIdentity,
  ) {}

  /**
   * Nothing is made for somebody who is not linked: no person, no right, only the note that they were here.
   * @param claims of an ID token that has passed every check
   * @throws OpenIdRefused `openid-not-linked`
   */
  async execute(claims: IdTokenClaims, address: string): Promise<LinkedStart> {
    const start = await this.database.transaction(em => this.#start(em, claims, address));
    if (start) return start;
    const { iss: issuer, sub: subject, preferred_username, name } = claims;
    await this.noteSeen.execute({ issuer, subject, preferred_username, name }, address);
    throw new OpenIdRefused('openid-not-linked');
  }

  async #start(em: EntityManager, claims: IdTokenClaims, address: string): Promise<LinkedStart | null> {
    const linked = await linkedPerson(em, { issuer: claims.iss, subject: claims.sub });
    if (!linked) return null;
    const { staff, link } = linked;
    const secondFactorShown = showsSecondFactor(claims, this.config.openId?.requiredAcr ?? null);
    if (!secondFactorShown && (await this.#hasOwnFactor(em, staff.id))) return { waitsWith: link.id };
    const credential = await em.findOne(Credential, { staffId: staff.id });
    const mustChangePassword = credential?.mustChange ?? false;
    const beginning = { way: 'openid', mustChangePassword, secondFactorShown, address } as const;
    const shownAt = secondFactorShown ? { secondFactorAt: shownAtOf(claims, this.clock.now()) } : {};
    return { signedIn: await this.startSession.execute(em, staff, { ...beginning, ...shownAt }) };
  }

  /** Whoever has none yet gets a session that opens only what sets one up. */
  async #hasOwnFactor(em: EntityManager, staffId: string): Promise<boolean> {
    return !this.config.demo && (await em.count(Passkey, { staffId })) > 0;
  }
}
