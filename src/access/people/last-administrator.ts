import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';

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
    const rows = await em.execute<{ staff_id: string }[]>(ADMINISTRATORS, [today, today]);
    return new Set(rows.map(row => row.staff_id));
  }
}

const ADMINISTRATORS = `
  select distinct g.staff_id from access_grant g join staff on staff.id = g.staff_id and staff.status = 'active'
  where g.role = 'administrator' and g.revoked_at is null and not g.suspended and g.from_on <= ? and g.until_on >= ?`;
