import { Injectable } from '@nestjs/common';
import { StaffDuties } from '../../identity/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { peopleWithWorkingGrants } from '../grants/working-grants.js';

/** Who decides a review until it escalates. `reviewerId` is the id of nobody where no manager holds a working grant. */
export interface Reviewers {
  readonly reviewerId: string;
  readonly deputyIds: string[];
}

/** Finds who examines a person's access: never the person (design §5). */
@Injectable()
export class NameReviewers {
  constructor(
    private readonly duties: StaffDuties,
    private readonly clock: Clock,
  ) {}

  /**
   * The manager is named and the manager's manager is the deputy, as far as they hold a working grant; without either
   * the administrators are deputies.
   * @param managerId whom the coming duties name, where they name somebody else than the present ones
   */
  async of(em: EntityManager, staffId: string, managerId?: string | null): Promise<Reviewers> {
    const first = managerId ?? (await this.duties.of(em, staffId))?.managerId ?? null;
    const second = first === null ? null : ((await this.duties.of(em, first))?.managerId ?? null);
    const candidates = [...new Set([first, second])].filter(id => id !== null && id !== staffId);
    const working: string[] = [];
    for (const id of candidates) if (id !== null && (await this.holdsWorkingGrant(em, id))) working.push(id);
    const [reviewerId, ...deputyIds] = working;
    return reviewerId ? { reviewerId, deputyIds } : { reviewerId: NOBODY, deputyIds: await this.#others(em, staffId) };
  }

  /** Whether the person is active and any grant of theirs works today. */
  async holdsWorkingGrant(em: EntityManager, staffId: string): Promise<boolean> {
    return (await peopleWithWorkingGrants(em, this.#today(), { staffId })).length > 0;
  }

  async #others(em: EntityManager, staffId: string): Promise<string[]> {
    const administrators = await peopleWithWorkingGrants(em, this.#today(), { role: 'administrator' });
    return administrators.filter(id => id !== staffId);
  }

  #today(): Day {
    return helsinkiDay(this.clock.now());
  }
}
