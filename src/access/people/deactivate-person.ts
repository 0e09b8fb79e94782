import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { assertStillEntitled, DeactivateStaff, notOneself } from '../../identity/index.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { EndRights } from './end-rights.js';
import { LastAdministrator } from './last-administrator.js';

/** A person leaves: at once, by one, and for good. Nothing that they had comes back by itself (design §5). */
@Injectable()
export class DeactivatePerson {
  constructor(
    private readonly database: Database,
    private readonly deactivateStaff: DeactivateStaff,
    private readonly endRights: EndRights,
    private readonly lastAdministrator: LastAdministrator,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Deactivating who is deactivated already changes nothing. A refused attempt is on record.
   * @throws DomainError `not-oneself`, `not-found`, `last-administrator`, `access-changed`
   */
  async execute(staffId: string, reason: string, requester: Requester, { ability }: Permissions): Promise<void> {
    const actor = actorOf(requester);
    try {
      if (!ability.can('deactivate', subject('Staff', { staffId }))) throw notOneself();
      await this.database.transaction(async em => {
        await this.within(em, staffId, reason, actor);
        await assertStillEntitled(em, requester);
      });
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(staffId, error.code, reason, actor);
      throw error;
    }
  }

  /**
   * All of it in the caller's transaction, for a directory that says who has left; the caller has decided that it may.
   * Returns false for who is deactivated already.
   * @throws DomainError `not-found`, `last-administrator`
   */
  async within(em: EntityManager, staffId: string, reason: string, actor: Actor): Promise<boolean> {
    await this.lastAdministrator.assertNot(em, staffId);
    if (!(await this.deactivateStaff.execute(em, staffId, reason, actor))) return false;
    await this.endRights.ofStaff(em, staffId, reason, actor);
    return true;
  }

  async #recordRefusal(staffId: string, code: string, reason: string, actor: Actor): Promise<void> {
    await this.trail.recordAlone({
      action: 'staff.deactivated',
      outcome: 'refused',
      reason: code,
      actor,
      object: { kind: 'staff', id: staffId },
      texts: { reason },
    });
  }
}
