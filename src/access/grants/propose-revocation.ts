import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { GrantProposal, type ProposalOrigin } from './grant-proposal.entity.js';
import type { Grant } from './grant.entity.js';
import { lockGrant } from './lock-grant.js';
import { PROPOSAL_DAYS } from './proposal-state.js';

const DAY_MS = 86_400_000;

/** A grant that somebody thinks should go. */
export interface ProposedRevocation {
  readonly grantId: string;
  readonly origin: ProposalOrigin;
  readonly reason: string;
}

/** A machine or a report says that a grant should go; a person decides. One administrator may revoke at once anyway. */
@Injectable()
export class ProposeRevocation {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction, which has decided that it may be proposed. One that waits already is not made twice, also when
   * two propose at once: the grant's row is locked.
   * @returns the proposal's id
   * @throws DomainError `not-found` for a grant that is not there or is revoked
   */
  async execute(em: EntityManager, draft: ProposedRevocation, actor: Actor): Promise<string> {
    const grant = await lockGrant(em, draft.grantId);
    if (!grant) throw notFound();
    const now = this.clock.now();
    const pending = { kind: 'revocation', outcome: 'pending', lapsesAt: { $gt: now } } as const;
    const waiting = await em.findOne(GrantProposal, { ...pending, grantId: grant.id });
    return waiting?.id ?? (await this.#propose(em, grant, draft, actor));
  }

  async #propose(em: EntityManager, grant: Grant, draft: ProposedRevocation, actor: Actor): Promise<string> {
    const { origin, reason } = draft;
    const proposedAt = this.clock.now();
    const lapsesAt = new Date(proposedAt.getTime() + PROPOSAL_DAYS * DAY_MS);
    const id = newId(proposedAt);
    const what = { kind: 'revocation', staffId: grant.staffId, grantId: grant.id, origin, reason } as const;
    const by = {
      proposedBy: actor.id ?? NOBODY,
      broughtAboutBy: [],
      proposedAt,
      lapsesAt,
      outcome: 'pending' as const,
    };
    await em.insert(GrantProposal, { id, ...what, ...by });
    await this.trail.record(em, {
      action: 'grant-proposal.created',
      actor,
      object: { kind: 'grant-proposal', id },
      concernsStaffId: grant.staffId,
      facts: { kind: 'revocation', origin, grantId: grant.id, role: grant.role },
      texts: { reason },
    });
    return id;
  }
}
