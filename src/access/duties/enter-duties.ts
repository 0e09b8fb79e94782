import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { assertStillEntitled } from '../../identity/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { ChangeDuties } from './change-duties.js';
import type { NewDuties } from './duties.schemas.js';
import type { DutyChange } from './duty-change.entity.js';

/** An administrator enters new duties of somebody else. */
@Injectable()
export class EnterDuties {
  constructor(
    private readonly database: Database,
    private readonly changeDuties: ChangeDuties,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @returns null when nothing of it is new
   * @throws DomainError `not-found`, `not-oneself`, `manager-unknown`, `access-changed`
   */
  async execute(
    staffId: string,
    { effectiveOn, ...wanted }: NewDuties,
    requester: Requester,
    { ability }: Permissions,
  ): Promise<DutyChange | null> {
    const actor = actorOf(requester);
    const day = effectiveOn === undefined ? {} : { effectiveOn: parseDay(effectiveOn) };
    try {
      if (!ability.can('enter', subject('DutyChange', { staffId }))) throw notOneself();
      const entered = await this.database.transaction(async em => {
        const change = await this.changeDuties.execute(em, { staffId, ...wanted, ...day }, { kind: 'entered' }, actor);
        await assertStillEntitled(em, requester);
        return change;
      });
      return entered?.change ?? null;
    } catch (error) {
      if (error instanceof DomainError) {
        const refused = { outcome: 'refused', reason: error.code, actor, concernsStaffId: staffId } as const;
        await this.trail.recordAlone({ action: 'duties.entered', ...refused });
      }
      throw error;
    }
  }
}

/** Said by both ways of touching somebody's duties. */
export function notOneself(): DomainError {
  return new DomainError('forbidden', 'not-oneself', 'Nobody enters their own duties.');
}
