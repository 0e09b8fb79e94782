import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { actorOf, AuditTrail, type Actor, type Fact } from '../../audit/index.js';
import { assertStillEntitled, StaffDirectory } from '../../identity/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { NewGrant } from '../access.schemas.js';
import type { Permissions } from '../access.js';
import { accessSuspended, checkCompatible, checkNotSuspended, checkPurposes } from './grant-checks.js';
import { factsOfGrant } from './grant-facts.js';
import { hasSuspendedAccess } from '../reviews/has-suspended-access.js';
import { Grant } from './grant.entity.js';
import { GrantByTwo } from './grant-by-two.js';

/** What came of a wish: the grant itself, or the proposal that waits for a second administrator. */
export type Granted = { readonly grant: Grant } | { readonly proposalId: string };

export interface GivingOptions {
  /** More for the event, such as the proposal that the grant came from. */
  readonly facts?: Readonly<Record<string, Fact>>;
  /** It comes of the very review that suspends the person's other grants. */
  readonly inReview?: boolean;
}

/** A grant is given by somebody else, within what its role may have (design §5). */
@Injectable()
export class CreateGrant {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly byTwo: GrantByTwo,
  ) {}

  /**
   * Gives the grant, or proposes it where its role needs a second administrator. A refused attempt is on record with its
   * reason.
   * @throws DomainError `not-found`, `not-oneself`, `purpose-not-of-role`, `grant-over`, `grant-too-long`, `not-active`,
   *   `incompatible-roles`, `access-suspended`, `proposal-waits`, `access-changed`
   */
  async execute(staffId: string, wanted: NewGrant, requester: Requester, { ability }: Permissions): Promise<Granted> {
    if (!(await this.staff.find(staffId))) throw notFound();
    const actor = actorOf(requester);
    try {
      if (!ability.can('create', subject('Grant', { staffId, role: wanted.role }))) throw notOneself();
      this.byTwo.checkDays(wanted);
      return await this.database.transaction(async em => {
        const granted = await this.#giveOrPropose(em, staffId, wanted, actor);
        await assertStillEntitled(em, requester);
        return granted;
      });
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(staffId, wanted, requester, error.code);
      throw error;
    }
  }

  /**
   * Gives the grant in the caller's transaction; the caller has decided that it may.
   * @throws DomainError `purpose-not-of-role`, `not-found`, `not-active`, `incompatible-roles`, `access-suspended`
   */
  async give(
    em: EntityManager,
    staffId: string,
    wanted: NewGrant,
    actor: Actor,
    { facts = {}, inReview = false }: GivingOptions = {},
  ): Promise<Grant> {
    await this.#check(em, staffId, wanted, inReview);
    const grant = em.create(Grant, this.#row(staffId, wanted, actor));
    em.persist(grant);
    await this.trail.record(em, {
      action: 'grant.created',
      actor,
      object: { kind: 'grant', id: grant.id },
      concernsStaffId: staffId,
      facts: { ...factsOfGrant(wanted), ...facts },
      texts: { reason: wanted.reason },
    });
    await em.flush();
    return grant;
  }

  async #giveOrPropose(em: EntityManager, staffId: string, wanted: NewGrant, actor: Actor): Promise<Granted> {
    if (!this.byTwo.needed(wanted.role)) return { grant: await this.give(em, staffId, wanted, actor) };
    await this.#check(em, staffId, wanted);
    return { proposalId: await this.byTwo.propose(em, { staffId, wanted, origin: 'administrator' }, actor) };
  }

  async #check(em: EntityManager, staffId: string, wanted: NewGrant, inReview = false): Promise<void> {
    checkPurposes(wanted);
    // Also locks the person's row, so that of two incompatible grants at once the second sees the first.
    await this.staff.bumpAccessEpoch(em, staffId);
    if (!(await this.staff.isActive(em, staffId))) throw notActive();
    const others = await em.find(Grant, { staffId, revokedAt: null });
    if (!inReview) await this.#checkNotExamined(em, staffId, others);
    checkCompatible(wanted, others);
  }

  /** What a review suspends today counts also before anything has written it down. */
  async #checkNotExamined(em: EntityManager, staffId: string, others: readonly Grant[]): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    checkNotSuspended(others, today);
    if (await hasSuspendedAccess(em, staffId, today)) throw accessSuspended();
  }

  async #recordRefusal(staffId: string, wanted: NewGrant, requester: Requester, reason: string): Promise<void> {
    await this.trail.recordAlone({
      action: 'grant.created',
      outcome: 'refused',
      reason,
      actor: actorOf(requester),
      concernsStaffId: staffId,
      facts: factsOfGrant(wanted),
      texts: { reason: wanted.reason },
    });
  }

  #row(staffId: string, wanted: NewGrant, actor: Actor) {
    const { role, queues, units, ownCallsOnly, purposes, fromOn, untilOn, reason } = wanted;
    const createdAt = this.clock.now();
    const all = { allQueues: queues === 'all', allUnits: units === 'all' };
    const named = { queues: queues === 'all' ? [] : queues, units: units === 'all' ? [] : units };
    const given = { id: newId(createdAt), staffId, grantedBy: actor.id, createdAt, suspended: false };
    return { ...given, ...all, ...named, role, ownCallsOnly, purposes, fromOn, untilOn, reason };
  }
}

function notOneself(): DomainError {
  return new DomainError('forbidden', 'not-oneself', 'Nobody gives rights to themselves.');
}

function notActive(): DomainError {
  return new DomainError('conflict', 'not-active', 'This person has been deactivated.');
}
