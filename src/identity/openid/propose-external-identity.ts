import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { notActive, notOneself } from '../refusals.js';
import { Staff } from '../staff/staff.entity.js';
import { ExternalIdentity } from './external-identity.entity.js';
import type { NewExternalIdentity } from './external-identities.schemas.js';
import { concerningLink } from './link-event.js';
import { SeenIdentity } from './seen-identity.entity.js';

/** Whether `actor` may link an identity to this person. */
export type MayLink = (facts: { readonly staffId: string; readonly proposedBy: string }) => boolean;

/** The first of two administrators says that an identity of the provider is a certain person's. */
@Injectable()
export class ProposeExternalIdentity {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Opens nothing before a second administrator confirms it. A refused attempt is on record.
   * @throws DomainError `not-found`, `not-oneself`, `not-active`, `unknown-issuer`, `identity-taken`
   */
  async execute(staffId: string, wanted: NewExternalIdentity, actor: Actor, may: MayLink): Promise<ExternalIdentity> {
    try {
      return await this.database.transaction(em => this.#propose(em, staffId, wanted, actor, may));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(staffId, actor, error.code);
      throw error;
    }
  }

  async #propose(
    em: EntityManager,
    staffId: string,
    wanted: NewExternalIdentity,
    actor: Actor,
    may: MayLink,
  ): Promise<ExternalIdentity> {
    const staff = await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!staff) throw notFound();
    const proposedBy = actor.id ?? NOBODY;
    if (!may({ staffId, proposedBy })) throw notOneself();
    if (staff.status !== 'active') throw notActive();
    const identity = await this.#identity(em, wanted);
    const proposedAt = this.clock.now();
    const link = em.create(ExternalIdentity, { id: newId(proposedAt), staffId, ...identity, proposedBy, proposedAt });
    await insert(em, link);
    await em.nativeDelete(SeenIdentity, identity);
    await this.trail.record(em, { action: 'external-identity.proposed', actor, ...concerningLink(link) });
    return link;
  }

  async #identity(em: EntityManager, wanted: NewExternalIdentity) {
    const issuer = this.config.openId?.issuer;
    const seen = 'seenId' in wanted ? await em.findOne(SeenIdentity, { id: wanted.seenId }) : wanted;
    if (!seen) throw notFound();
    if (seen.issuer !== issuer) throw unknownIssuer();
    return { issuer, subject: seen.subject };
  }

  async #recordRefusal(staffId: string, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'staff', id: staffId };
    await this.trail.recordAlone({ action: 'external-identity.proposed', outcome: 'refused', reason, actor, object });
  }
}

async function insert(em: EntityManager, link: ExternalIdentity): Promise<void> {
  try {
    await em.persist(link).flush();
  } catch (cause) {
    if (!(cause instanceof UniqueConstraintViolationException)) throw cause;
    const sentence = 'The person has an identity of this provider already, or it is linked to somebody else.';
    throw new DomainError('conflict', 'identity-taken', sentence, {}, { cause });
  }
}

function unknownIssuer(): DomainError {
  return new DomainError('unprocessable', 'unknown-issuer', 'Only identities of the provider that is set are linked.');
}
