import { Injectable } from '@nestjs/common';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import { markClosing } from '../../platform/crypto/purged-days.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { UnitCounts } from '../../recordings/index.js';
import { PurgeRun } from './purge-run.entity.js';

/**
 * After a restored backup: a day whose purge was begun is closed again, and the next run ends it once more. Its key is
 * destroyed already, so that nothing of it can be read meanwhile.
 */
@Injectable()
export class ReplayPurges {
  constructor(
    replays: Replays,
    private readonly dueDays: DueDays,
  ) {
    replays.on('purge.intended', (em, event) => this.#close(em, event));
    replays.on('purge.completed', () => Promise.resolve());
  }

  async #close(em: EntityManager, event: LoggedEvent): Promise<void> {
    const [day, id] = [textFact(event, 'day'), event.object?.id];
    if (day === undefined || id === undefined || (await em.count(PurgeRun, { day })) > 0) return;
    await this.dueDays.ensure(parseDay(day));
    await markClosing(em, parseDay(day), event.at);
    const row = { id, day, startedAt: event.at, intendedEventId: event.id };
    await em.insert(PurgeRun, { ...row, ...countsOf(event) });
  }
}

function countsOf({ facts }: LoggedEvent): UnitCounts {
  const count = (name: string): number => Number(facts?.[name] ?? 0);
  return {
    recordings: count('recordings'),
    contacts: count('contacts'),
    quarantined: count('quarantined'),
    trainingCopies: count('trainingCopies'),
    dossiers: count('dossiers'),
  };
}
