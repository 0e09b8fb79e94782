import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { DirectoryStaff, ReactivateStaff } from '../../identity/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DeactivatePerson } from '../people/deactivate-person.js';
import { EndRights } from '../people/end-rights.js';
import type { DirectoryUser } from './directory-user.entity.js';
import { deactivatedElsewhere } from './scim-faults.js';

const REASON = 'SCIM';

/** A directory says that somebody has left, which acts at once, or has come back, which gives nothing. */
@Injectable()
export class Presence {
  constructor(
    private readonly staff: DirectoryStaff,
    private readonly deactivatePerson: DeactivatePerson,
    private readonly reactivateStaff: ReactivateStaff,
    private readonly endRights: EndRights,
  ) {}

  /**
   * In the caller's transaction: rights, sessions and links end with it, whatever else waits.
   * @throws DomainError `last-administrator`
   */
  async leaves(em: EntityManager, user: DirectoryUser, actor: Actor): Promise<void> {
    if (!(await this.deactivatePerson.within(em, user.staffId, REASON, actor))) return;
    user.deactivatedHereAt = (await this.staff.one(em, user.staffId)).deactivatedAt;
  }

  /**
   * In the caller's transaction. Whom people have deactivated stays out until people let them in.
   * @returns false for who is active already, because people let them in before: they may have rights again
   * @throws DomainError `deactivated-elsewhere`
   */
  async returns(em: EntityManager, user: DirectoryUser, actor: Actor): Promise<boolean> {
    const { active, deactivatedAt } = await this.staff.one(em, user.staffId);
    if (active) return false;
    if (deactivatedAt?.getTime() !== user.deactivatedHereAt?.getTime()) throw deactivatedElsewhere();
    if (!(await this.reactivateStaff.execute(em, user.staffId, REASON, actor))) return false;
    await this.endRights.ofStaff(em, user.staffId, REASON, actor);
    user.deactivatedHereAt = null;
    return true;
  }
}
