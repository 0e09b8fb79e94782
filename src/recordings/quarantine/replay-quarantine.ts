import { Injectable } from '@nestjs/common';
import { dayFact, Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { queueDeletions } from '../../platform/blobs/blob-deletions.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import type { EntityManager } from '../../platform/database/index.js';
import { endLine } from '../arrivals/end-line.js';
import { Tombstones } from '../ingest/tombstones.js';
import { destroyedRow } from './destroyed-row.js';
import { DestroyedItem } from './destroyed-item.entity.js';
import { QuarantinedItem } from './quarantined-item.entity.js';
import { removeRow } from './remove-item.js';

/**
 * After a restored backup: what was ended since is taken once more, and refused when it comes again. What was filed or repaired waits
 * again, as it came, on the day that its key is on: nobody but a person can file it, and the text of a repair is not in the log.
 */
@Injectable()
export class ReplayQuarantine {
  constructor(
    replays: Replays,
    private readonly dueDays: DueDays,
    private readonly tombstones: Tombstones,
    private readonly clock: Clock,
  ) {
    replays.on('quarantined-item.destroyed', (em, event) => this.#end(em, event, 'destroyed'));
    replays.on('quarantined-item.filed', (em, event) => this.#waitAgain(em, event));
    replays.on('quarantined-item.repaired', (em, event) => this.#waitAgain(em, event));
    replays.on('arrival.explained', (em, event) => this.#end(em, event, 'explained'));
  }

  async #end(em: EntityManager, event: LoggedEvent, outcome: 'destroyed' | 'explained'): Promise<void> {
    await this.#knowTombstone(em, event);
    const item = event.object?.kind === 'quarantined-item' && (await this.#item(em, event));
    if (!item) return;
    const now = this.clock.now();
    if (item.audioSha256) await queueDeletions(em, [item.id], now);
    await removeRow(em, item.id);
    await em.upsert(DestroyedItem, destroyedRow(item, event.id));
    await endLine(em, item, { outcome, reason: textFact(event, 'explanation') ?? item.reason }, helsinkiDay(now));
  }

  async #knowTombstone(em: EntityManager, event: LoggedEvent): Promise<void> {
    const [digest, throughOn] = [textFact(event, 'tombstone'), dayFact(event, 'refusedThrough')];
    if (digest && throughOn) await this.tombstones.putDigest(em, Buffer.from(digest, 'base64url'), throughOn);
  }

  async #waitAgain(em: EntityManager, event: LoggedEvent): Promise<void> {
    const [item, dueOn] = [await this.#item(em, event), dayFact(event, 'to')];
    if (!item || !dueOn) return;
    await this.dueDays.ensure(dueOn);
    await em.nativeUpdate(QuarantinedItem, { id: item.id }, { dueOn });
  }

  #item(em: EntityManager, { object }: LoggedEvent): Promise<QuarantinedItem | null> {
    return em.findOne(QuarantinedItem, { id: object?.id ?? '' }, { refresh: true });
  }
}
