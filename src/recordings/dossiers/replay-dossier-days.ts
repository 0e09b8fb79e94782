import { Injectable } from '@nestjs/common';
import { dayFact, Replays, type LoggedEvent } from '../../audit/index.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Dossier, DossierFile } from './dossier.entity.js';

/**
 * After a restored backup: a case that went to another last day since is there again, with its files. The keys are there already, and nowhere
 * else. That a case was closed, and why, its upper floor cannot know from the log: people close it once more.
 */
@Injectable()
export class ReplayDossierDays {
  constructor(
    replays: Replays,
    private readonly dueDays: DueDays,
  ) {
    replays.on('rights-request.day-moved', (em, event) => this.#move(em, event, 'to'));
    replays.inPart('rights-request.closed', (em, event) => this.#move(em, event, 'dueOn'));
  }

  async #move(em: EntityManager, event: LoggedEvent, fact: string): Promise<void> {
    const [id, dueOn] = [event.object?.id, dayFact(event, fact)];
    if (id === undefined || !dueOn) return;
    await this.dueDays.ensure(dueOn);
    await em.nativeUpdate(Dossier, { id }, { dueOn });
    await em.nativeUpdate(DossierFile, { dossierId: id }, { dueOn });
  }
}
