import { Injectable } from '@nestjs/common';
import { AuditTrail, Replays, THE_SYSTEM, type LoggedEvent } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Playback } from './playback.entity.js';

/**
 * After a restored backup: a playback that came after it has no row any more and cannot go on. Its end is put on record;
 * what was served is what its extents say.
 */
@Injectable()
export class ReplayPlaybacks {
  readonly #open = new WeakMap<EntityManager, Map<string, LoggedEvent>>();

  constructor(
    replays: Replays,
    private readonly trail: AuditTrail,
  ) {
    replays.on('playback.granted', (em, event) => this.#granted(em, event));
    replays.on('playback.extent-reserved', (em, event) => this.#reserved(em, event));
    replays.on('playback.ended', (em, event) => this.#ended(em, event));
    replays.afterwards(em => this.#endTheRest(em));
  }

  #granted(em: EntityManager, event: LoggedEvent): Promise<void> {
    this.#openIn(em).set(event.object?.id ?? '', event);
    return Promise.resolve();
  }

  async #reserved(em: EntityManager, { object, facts }: LoggedEvent): Promise<void> {
    await em.execute('update playback set reserved = set_bit(reserved, ?::int, 1) where id = ?', [
      Number(facts?.extent),
      object?.id,
    ]);
  }

  /** Where the backup has the row, it has ended there too. */
  async #ended(em: EntityManager, { object, at }: LoggedEvent): Promise<void> {
    this.#openIn(em).delete(object?.id ?? '');
    await em.nativeUpdate(Playback, { id: object?.id ?? '', endedAt: null }, { endedAt: at });
  }

  async #endTheRest(em: EntityManager): Promise<void> {
    for (const [id, { recordingId, purpose, reference, actor }] of this.#openIn(em)) {
      await this.trail.record(em, {
        action: 'playback.ended',
        actor: THE_SYSTEM,
        reason: 'backup-restored',
        object: { kind: 'playback', id },
        ...(recordingId === undefined ? {} : { recordingId }),
        ...(purpose === undefined ? {} : { purpose }),
        ...(reference === undefined ? {} : { reference }),
        ...(actor.id === null ? {} : { concernsStaffId: actor.id }),
      });
    }
  }

  #openIn(em: EntityManager): Map<string, LoggedEvent> {
    const open = this.#open.get(em) ?? new Map<string, LoggedEvent>();
    this.#open.set(em, open);
    return open;
  }
}
