import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { peopleWithWorkingGrants } from '../grants/working-grants.js';

/** Keeps somebody in the house who can let others in. */
@Injectable()
export class LastAdministrator {
  constructor(private readonly clock: Clock) {}

  /**
   * Waits until no other transaction takes an administrator away: of two who deactivate each other, the second finds the
   * first gone.
   * @throws DomainError `last-administrator` when `staffId` is the only active person with a working administrator's grant
   */
  async assertNot(em: EntityManager, staffId: string): Promise<void> {
    await em.execute('select pg_advisory_xact_lock(7202)');
    const administrators = await this.#administrators(em);
    if (!administrators.has(staffId) || administrators.size > 1) return;
    const sentence = 'Nobody else administers access; give somebody else the right first.';
    throw new DomainError('conflict', 'last-administrator', sentence);
  }

  /** Whether any active person has a working administrator's grant. */
  async anyBut(em: EntityManager, staffId: string): Promise<boolean> {
    const administrators = await this.#administrators(em);
    administrators.delete(staffId);
    return administrators.size > 0;
  }

  async #administrators(em: EntityManager): Promise<Set<string>> {
    const today = helsinkiDay(this.clock.now());
    return new Set(await peopleWithWorkingGrants(em, today, { role: 'administrator' }));
  }
}
