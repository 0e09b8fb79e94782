import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { openAt } from './enrolment-state.js';
import { Enrolment } from './enrolment.entity.js';

/** Makes links that nobody has used yet work no more. */
@Injectable()
export class VoidEnrolments {
  constructor(private readonly clock: Clock) {}

  /** Those of one person, in the caller's transaction. Returns how many. */
  ofStaff(em: EntityManager, staffId: string): Promise<number> {
    const now = this.clock.now();
    return em.nativeUpdate(Enrolment, { staffId, ...openAt(now) }, { expiresAt: now });
  }

  /** All of them, in the caller's transaction. Returns how many. */
  all(em: EntityManager): Promise<number> {
    const now = this.clock.now();
    return em.nativeUpdate(Enrolment, openAt(now), { expiresAt: now });
  }
}
