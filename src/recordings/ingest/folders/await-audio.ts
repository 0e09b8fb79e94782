import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { DataKey } from '../../../platform/crypto/data-key.js';
import type { Deliverer } from '../deliverer.js';
import { EarlierDeliveries } from '../earlier-deliveries.js';
import type { RecordingMetadata } from '../metadata.schemas.js';
import { NoteRefusal } from '../note-refusal.js';
import type { AudioName } from './audio-name.js';
import { AwaitedNames } from './awaited-names.js';
import { keptAs, NOTHING, type KeptAs } from './kept-as.js';
import { KeepUnsorted } from './keep-unsorted.js';

/** Keeps what is known of an announced call until its audio comes: a quarantined item without audio (ADR 0014). */
@Injectable()
export class AwaitAudio {
  constructor(
    private readonly earlier: EarlierDeliveries,
    private readonly awaited: AwaitedNames,
    private readonly unsorted: KeepUnsorted,
    private readonly refusals: NoteRefusal,
    private readonly clock: Clock,
  ) {}

  /** A call that is here already, or waits already, stays as it is. A crash before the item is kept leaves names that nothing waits for. */
  async execute(call: RecordingMetadata, names: readonly AudioName[], by: Deliverer): Promise<KeptAs> {
    try {
      const known = await this.earlier.find(call, call);
      return known ? keptAs(known.outcome) : await this.#await(call, names, by);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      await this.refusals.execute(error.code, call, by, { audio: false });
      return NOTHING;
    }
  }

  async #await(call: RecordingMetadata, names: readonly AudioName[], by: Deliverer): Promise<KeptAs> {
    const { source, externalId } = call;
    const id = newId(this.clock.now());
    const item = { id, key: DataKey.generate(), source, externalId, reason: 'audio-missing', call } as const;
    await this.awaited.await(source, names, id);
    return this.unsorted.execute({ ...item, document: null, audio: null }, by);
  }
}
