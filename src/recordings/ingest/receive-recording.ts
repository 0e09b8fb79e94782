import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { DataKey } from '../../platform/crypto/data-key.js';
import type { Requester } from '../../platform/http/index.js';
import { AcceptDelivery } from './accept-delivery.js';
import type { AcceptedMetadata } from './accept-metadata.js';
import { DiscardDelivery } from './discard-delivery.js';
import { EarlierDeliveries, type EarlierDelivery } from './earlier-deliveries.js';
import type { Delivery, IncomingRecording, IngestOutcome } from './delivery.js';
import { IngestRecording } from './ingest-recording.js';
import { Quarantine } from './quarantine.js';

/** Takes one recording into custody, once, or says why not; a refusal leaves an event and nothing else. */
@Injectable()
export class ReceiveRecording {
  constructor(
    private readonly sources: AcceptDelivery,
    private readonly earlier: EarlierDeliveries,
    private readonly ingest: IngestRecording,
    private readonly quarantine: Quarantine,
    private readonly discard: DiscardDelivery,
  ) {}

  /** The id and the data key that a delivery begun at `at` will have; nothing is stored yet. */
  begin(at: Date): Pick<IncomingRecording, 'id' | 'key'> {
    return { id: newId(at), key: DataKey.generate() };
  }

  /**
   * @throws DomainError `different-audio`, `starts-in-future`, `past-due`, `day-closed`
   */
  async execute(incoming: IncomingRecording, requester: Requester): Promise<IngestOutcome> {
    try {
      const earlier = await this.earlier.find(incoming.call);
      if (earlier) return await this.#again(incoming, earlier);
      const accepted = await this.sources.accept(incoming.call);
      return await this.#take(incoming, accepted, requester);
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) return this.#lostRace(incoming, error);
      await this.discard.execute(incoming, error);
      throw error;
    }
  }

  async #take(incoming: IncomingRecording, accepted: AcceptedMetadata, requester: Requester): Promise<IngestOutcome> {
    const { notice } = accepted;
    if (!notice) return this.quarantine.keep({ ...incoming, accepted }, 'notice-evidence-missing', requester);
    const delivery: Delivery = { ...incoming, accepted: { ...accepted, notice } };
    const { contactId } = await this.ingest.execute(delivery, requester);
    return { kind: 'filed', id: incoming.id, contactId, dueOn: accepted.dueOn };
  }

  async #again(incoming: IncomingRecording, earlier: EarlierDelivery): Promise<IngestOutcome> {
    await incoming.audio.staged.discard();
    if (!earlier.sha256.equals(incoming.audio.sha256)) {
      throw new DomainError(
        'conflict',
        'different-audio',
        'This source and external id are here already, with other audio.',
      );
    }
    return earlier.outcome;
  }

  /** The same recording was delivered twice at once, and the other delivery was filed first. */
  async #lostRace(incoming: IncomingRecording, error: UniqueConstraintViolationException): Promise<IngestOutcome> {
    await this.discard.execute(incoming, error);
    const earlier = await this.earlier.find(incoming.call);
    if (!earlier) throw error;
    return this.#again(incoming, earlier);
  }
}
