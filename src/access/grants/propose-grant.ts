import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor, type EventDraft } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import { Config } from '../../platform/config/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { NewGrant } from '../access.schemas.js';
import { factsOfGrant } from './grant-facts.js';
import { checkDays, checkPurposes } from './grant-checks.js';
import { GrantProposal, type ProposalOrigin } from './grant-proposal.entity.js';
import { PROPOSAL_DAYS } from './proposal-state.js';

const DAY_MS = 86_400_000;

/** A grant that is proposed to somebody; its `reason` is that of the proposal too. */
export interface ProposedGrant {
  readonly staffId: string;
  readonly wanted: NewGrant;
  readonly origin: ProposalOrigin;
  /** People without whom a machine would not propose it: none of them decides. */
  readonly broughtAboutBy?: readonly string[];
}

/** A grant waits for a second person: a proposal gives nothing (ADR 0011). */
@Injectable()
export class ProposeGrant {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * In the caller's transaction, which has decided that it may be proposed. Where the same right of the same origin waits already, a
   * directory that asks again is given that proposal; a person, who may mean other days, is told of it. Everything is checked again
   * when it is approved.
   * @returns the proposal's id
   * @throws DomainError `purpose-not-of-role`, `grant-over`, `grant-too-long`, `proposal-waits` with `proposalId`
   */
  async execute(em: EntityManager, draft: ProposedGrant, actor: Actor): Promise<string> {
    checkPurposes(draft.wanted);
    checkDays(draft.wanted, helsinkiDay(this.clock.now()), this.config.grantMonths);
    const waiting = await this.#waiting(em, draft);
    if (waiting && draft.origin === 'administrator') throw proposalWaits(waiting);
    if (waiting) return waiting;
    const id = newId(this.clock.now());
    await em.insert(GrantProposal, { ...this.#row(draft, actor), id });
    await this.trail.record(em, proposalCreated(id, draft, actor));
    return id;
  }

  async #waiting(em: EntityManager, { staffId, wanted, origin }: ProposedGrant): Promise<string | undefined> {
    const now = this.clock.now();
    const where = { staffId, origin, kind: 'grant', outcome: 'pending', lapsesAt: { $gt: now } } as const;
    const waiting = await em.find(GrantProposal, where);
    return waiting.find(proposal => proposal.wanted && sameScope(proposal.wanted, wanted))?.id;
  }

  #row({ staffId, wanted, origin, broughtAboutBy = [] }: ProposedGrant, actor: Actor) {
    const proposedAt = this.clock.now();
    const lapsesAt = new Date(proposedAt.getTime() + PROPOSAL_DAYS * DAY_MS);
    const what = { kind: 'grant', staffId, wanted, origin, reason: wanted.reason } as const;
    const by = { proposedBy: actor.id ?? NOBODY, broughtAboutBy: [...broughtAboutBy] };
    return { ...what, ...by, proposedAt, lapsesAt, outcome: 'pending' as const };
  }
}

/** Days and words may differ from one synchronisation to the next: it is the same right that waits. */
function sameScope(one: NewGrant, other: NewGrant): boolean {
  return scopeText(one) === scopeText(other);
}

function scopeText({ role, queues, units, ownCallsOnly, purposes }: NewGrant): string {
  const sorted = (names: 'all' | readonly string[]) => (names === 'all' ? names : [...names].sort());
  return JSON.stringify([role, sorted(queues), sorted(units), ownCallsOnly, [...purposes].sort()]);
}

function proposalWaits(proposalId: string): DomainError {
  const sentence = 'The same right is proposed to this person already; withdraw that proposal or decide on it first.';
  return new DomainError('conflict', 'proposal-waits', sentence, { proposalId });
}

function proposalCreated(id: string, { staffId, wanted, origin }: ProposedGrant, actor: Actor): EventDraft {
  return {
    action: 'grant-proposal.created',
    actor,
    object: { kind: 'grant-proposal', id },
    concernsStaffId: staffId,
    facts: { kind: 'grant', origin, ...factsOfGrant(wanted) },
    texts: { reason: wanted.reason },
  };
}
