import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { notOneself, ReactivateStaff } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
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
   * Reactivating who is active already changes nothing. Whoever left before deactivation ended rights has none either.
   * @throws DomainError `not-oneself`, `not-found`
   */
  async execute(staffId: string, reason: string, requester: Requester, { ability }: Permissions): Promise<void> {
    const actor = actorOf(requester);
    if (!ability.can('reactivate', subject('Staff', { staffId }))) {
      const object = { kind: 'staff', id: staffId };
      const refused = { action: 'staff.reactivated', outcome: 'refused', reason: 'not-oneself' } as const;
      await this.trail.recordAlone({ ...refused, actor, object });
      throw notOneself();
    }
    await this.database.transaction(async em => {
      if (!(await this.reactivateStaff.execute(em, staffId, reason, actor))) return;
      await this.endRights.ofStaff(em, staffId, reason, actor);
    });
  }
}
