import { Injectable, Logger } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Dossiers, type MovedDossier } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { endsSoon, openUntil, soon } from '../case/case-days.js';
import { Claim } from '../case/case-rows.entity.js';
import { moveCaseDay } from '../case/move-case-day.js';
import type { RightsCase } from '../case/rights-case.entity.js';

/** Keeps what is not finished: a case that is open, waits for the end of a hold, or restricts something, is never purged for its day (ADR 0015). */
@Injectable()
export class KeepOpenCases {
  readonly #logger = new Logger(KeepOpenCases.name);

  constructor(
    private readonly database: Database,
    private readonly acts: ActOnCase,
    private readonly dossiers: Dossiers,
    private readonly clock: Clock,
  ) {}

  /** One transaction a case: a crash leaves those before it moved, and the rest for the next look. Returns how many were moved. */
  async execute(): Promise<number> {
    const today = helsinkiDay(this.clock.now());
    const em = this.database.entities();
    let moved = 0;
    for (const { id } of await this.dossiers.endingBy(em, 'rights-case', soon(today))) {
      if (await this.#keep(id, today)) moved += 1;
    }
    return moved;
  }

  async #keep(id: string, today: Day): Promise<boolean> {
    const moved: MovedDossier[] = [];
    try {
      await this.acts.ifStillDue(id, 'rights-request.day-moved', async (em, rightsCase) => {
        const from = await this.dossiers.lastDay(em, id);
        if (!endsSoon(from, today) || !(await isUnfinished(em, rightsCase))) return null;
        moved.push(await moveCaseDay(em, this.dossiers, id, openUntil(today)));
        return { facts: { from, to: openUntil(today) } };
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#logger.warn(`couldn't move the last day of a case (${error.code}); it is tried at the next look`);
    }
    // A crash before this leaves a second wrapping of each key, which the nightly reconciliation drops.
    for (const dossier of moved) await this.dossiers.settle(dossier);
    return moved.length > 0;
  }
}

/** A restriction is lifted in its case alone. */
async function isUnfinished(em: EntityManager, { id, number, closedAt }: RightsCase): Promise<boolean> {
  if (!closedAt || (await em.count(Claim, { caseId: id, state: 'waiting' })) > 0) return true;
  return (
    (await em.execute('select from restriction where reference = ? and lifted_at is null limit 1', [number])).length > 0
  );
}
