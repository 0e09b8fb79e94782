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
 * destroyed already, so that nothing of it can be read meanwhile. Of a purge that was completed the log tells how much it took, and when
 * its key was destroyed: the certificates that are written anew say the same.
 */
@Injectable()
export class ReplayPurges {
  constructor(
    replays: Replays,
    private readonly dueDays: DueDays,
  ) {
    replays.on('purge.intended', (em, event) => this.#close(em, event));
    replays.on('purge.completed', complete);
  }

  async #close(em: EntityManager, event: LoggedEvent): Promise<void> {
    const [day, id] = [textFact(event, 'day'), event.object?.id];
    if (day === undefined || id === undefined || (await em.count(PurgeRun, { day })) > 0) return;
    await this.dueDays.ensure(parseDay(day));
    await markClosing(em, parseDay(day), event.at);
    await em.insert(PurgeRun, { id, day, startedAt: event.at, intendedEventId: event.id });
  }
}

/** The run stays unfinished: its rows and blobs are there again. Events of before told no time of the key; it was gone by theirs. */
async function complete(em: EntityManager, event: LoggedEvent): Promise<void> {
  const id = event.object?.id;
  if (id === undefined) return;
  const run = await em.findOne(PurgeRun, { id, finishedAt: null }, { refresh: true });
  if (!run) return;
  const destroyedAt = new Date(textFact(event, 'keyDestroyedAt') ?? event.at);
  em.assign(run, { ...countsOf(event), keyDestroyedAt: run.keyDestroyedAt ?? destroyedAt });
  await em.flush();
}

/** Null for what the event does not tell: it is counted. */
function countsOf({ facts }: LoggedEvent): { readonly [Kind in keyof UnitCounts]: number | null } {
  const count = (name: string): number | null => {
    const fact = facts?.[name];
    return typeof fact === 'number' ? fact : null;
  };
  return {
    recordings: count('recordings'),
    contacts: count('contacts'),
    quarantined: count('quarantined'),
    trainingCopies: count('trainingCopies'),
    dossiers: count('dossiers'),
  };
}
