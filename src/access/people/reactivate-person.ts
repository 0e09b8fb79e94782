import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { assertStillEntitled, notOneself, ReactivateStaff } from '../../identity/index.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { EndRights } from './end-rights.js';

/** Somebody comes back, with nothing of what they had: rights are given and a credential is set as to a new person. */
@Injectable()
export class ReactivatePerson {
  constructor(
    private readonly database: Database,
    private readonly reactivateStaff: ReactivateStaff,
    private readonly endRights: EndRights,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Reactivating who is active already changes nothing. Whoever left before deactivation ended rights has none either. A refused
   * attempt is on record.
   * @throws DomainError `not-oneself`, `not-found`, `access-changed`
   */
  async execute(staffId: string, reason: string, requester: Requester, { ability }: Permissions): Promise<void> {
    const actor = actorOf(requester);
    try {
      if (!ability.can('reactivate', subject('Staff', { staffId }))) throw notOneself();
      await this.database.transaction(async em => {
        await this.#reactivate(em, staffId, reason, actor);
        await assertStillEntitled(em, requester);
      });
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(staffId, error.code, actor);
      throw error;
    }
  }

  async #reactivate(em: EntityManager, staffId: string, reason: string, actor: Actor): Promise<void> {
    if (!(await this.reactivateStaff.execute(em, staffId, reason, actor))) return;
    await this.endRights.ofStaff(em, staffId, reason, actor);
  }

  async #recordRefusal(staffId: string, reason: string, actor: Actor): Promise<void> {
    const object = { kind: 'staff', id: staffId };
    await this.trail.recordAlone({ action: 'staff.reactivated', outcome: 'refused', reason, actor, object });
  }
}
