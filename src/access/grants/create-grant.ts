import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { NewGrant } from '../access.schemas.js';
import type { Permissions } from '../access.js';
import { Grant } from './grant.entity.js';
import { NEVER_HEARS, PURPOSES_OF_ROLE, type Role } from '../roles.js';

/** A grant is given by somebody else, within what its role may have (design §5). */
@Injectable()
export class CreateGrant {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-oneself`, `purpose-not-of-role`, `incompatible-roles`
   */
  async execute(staffId: string, wanted: NewGrant, requester: Requester, { ability }: Permissions): Promise<Grant> {
    if (!(await this.staff.find(staffId))) throw notFound();
    try {
      if (!ability.can('create', subject('Grant', { staffId, role: wanted.role }))) throw notOneself();
      return await this.database.transaction(em => this.give(em, staffId, wanted, actorOf(requester)));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(staffId, wanted, requester, error.code);
      throw error;
    }
  }

  /** Gives the grant in the caller's transaction; the caller has decided that it may. */
  async give(em: EntityManager, staffId: string, wanted: NewGrant, actor: Actor): Promise<Grant> {
    checkPurposes(wanted);
    // Also locks the person's row, so that of two incompatible grants at once the second sees the first.
    await this.staff.bumpAccessEpoch(em, staffId);
    checkCompatible(wanted.role, await em.find(Grant, { staffId, revokedAt: null }));
    const grant = em.create(Grant, this.#row(staffId, wanted, actor));
    em.persist(grant);
    await this.trail.record(em, {
      action: 'grant.created',
      actor,
      object: { kind: 'grant', id: grant.id },
      concernsStaffId: staffId,
      facts: factsOf(wanted),
      texts: { reason: wanted.reason },
    });
    await em.flush();
    return grant;
  }

  async #recordRefusal(staffId: string, wanted: NewGrant, requester: Requester, reason: string): Promise<void> {
    await this.trail.recordAlone({
      action: 'grant.created',
      outcome: 'refused',
      reason,
      actor: actorOf(requester),
      concernsStaffId: staffId,
      facts: factsOf(wanted),
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

function checkPurposes({ role, purposes }: NewGrant): void {
  if (purposes.every(purpose => PURPOSES_OF_ROLE[role].includes(purpose))) return;
  throw new DomainError('unprocessable', 'purpose-not-of-role', 'This role may not have one of these purposes.');
}

/** Who administers or audits never hears: the two kinds of roles are not given to one person at a time. */
function checkCompatible(role: Role, others: readonly Grant[]): void {
  const clashes = (other: Grant): boolean =>
    (NEVER_HEARS.has(role) && hears(other.role)) || (hears(role) && NEVER_HEARS.has(other.role));
  if (!others.some(clashes)) return;
  throw new DomainError('conflict', 'incompatible-roles', 'Who administers or audits may not also hear recordings.');
}

function hears(role: Role): boolean {
  return PURPOSES_OF_ROLE[role].length > 0;
}

function notOneself(): DomainError {
  return new DomainError('forbidden', 'not-oneself', 'Nobody gives rights to themselves.');
}

function factsOf({ role, queues, units, ownCallsOnly, purposes, fromOn, untilOn }: NewGrant) {
  return { role, queues, units, ownCallsOnly, purposes, fromOn, untilOn };
}
