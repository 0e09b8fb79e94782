import { Injectable } from '@nestjs/common';
import { StaffDuties } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Grant } from '../grants/grant.entity.js';

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
    if (!(await this.duties.of(em, staffId))) return false;
    return (await em.count(Grant, { staffId, ...this.#working() })) > 0;
  }

  async #others(em: EntityManager, staffId: string): Promise<string[]> {
    const where = { role: 'administrator', staffId: { $ne: staffId }, ...this.#working() } as const;
    const grants = await em.find(Grant, where, { orderBy: { staffId: 'asc' } });
    return [...new Set(grants.map(grant => grant.staffId))];
  }

  #working() {
    const today = helsinkiDay(this.clock.now());
    return { revokedAt: null, suspended: false, fromOn: { $lte: today }, untilOn: { $gte: today } };
  }
}
