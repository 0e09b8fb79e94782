import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { DataKey } from '../../platform/crypto/data-key.js';
import { processMeasures } from '../../platform/measure/index.js';
import { CameMeanwhile } from './came-meanwhile.js';
import { AcceptDelivery } from './accept-delivery.js';
import { withoutDropped, type AcceptedMetadata } from './accept-metadata.js';
import type { Deliverer } from './deliverer.js';
import { DiscardDelivery } from './discard-delivery.js';
import { EarlierDeliveries, type EarlierDelivery } from './earlier-deliveries.js';
import type { Delivery, IncomingRecording, IngestOutcome } from './delivery.js';
import { IngestRecording } from './ingest-recording.js';
import { Quarantine } from '../quarantine/quarantine.js';

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
   * @throws DomainError `different-audio`, `starts-in-future`, `past-due`, `day-closed`; `item-going`, `contact-going`: to be tried again
   */
  async execute(incoming: IncomingRecording, deliverer: Deliverer): Promise<IngestOutcome> {
    const ended = processMeasures.ingestSeconds.startTimer();
    try {
      const outcome = await this.#receive(incoming, deliverer);
      ended({ outcome: outcome.kind });
      return outcome;
    } catch (error) {
      ended({ outcome: error instanceof DomainError ? 'refused' : 'failed' });
      throw error;
    }
  }

  async #receive(incoming: IncomingRecording, deliverer: Deliverer): Promise<IngestOutcome> {
    try {
      const earlier = await this.earlier.find(incoming.call, incoming.call);
      if (earlier?.sha256) return await this.#again(incoming, earlier);
      const accepted = await this.sources.accept(incoming.call);
      return await this.#take(incoming, accepted, deliverer);
    } catch (error) {
      if (isLostRace(error)) return this.#lostRace(incoming, error);
      await this.discard.execute(incoming, error);
      throw error;
    }
  }

  async #take(incoming: IncomingRecording, accepted: AcceptedMetadata, deliverer: Deliverer): Promise<IngestOutcome> {
    const { notice } = accepted;
    if (!notice) return this.#keepUnsorted(incoming, accepted, deliverer);
    const delivery: Delivery = { ...incoming, accepted: { ...accepted, notice } };
    const { contactId } = await this.ingest.execute(delivery, deliverer);
    return { kind: 'filed', id: incoming.id, contactId, dueOn: accepted.dueOn };
  }

  #keepUnsorted(incoming: IncomingRecording, accepted: AcceptedMetadata, deliverer: Deliverer): Promise<IngestOutcome> {
    const { id, key, audio, call } = incoming;
    const { source, externalId } = call;
    const what = { id, key, source, externalId, audio, document: null, call: withoutDropped(call, accepted) };
    const { dueOn: latestDueOn, dropped } = accepted;
    return this.quarantine.keep({ ...what, reason: 'notice-evidence-missing', latestDueOn, dropped }, deliverer);
  }

  async #again(incoming: IncomingRecording, earlier: EarlierDelivery): Promise<IngestOutcome> {
    await incoming.audio.staged.discard();
    if (earlier.sha256?.equals(incoming.audio.sha256) !== true) {
      throw new DomainError(
        'conflict',
        'different-audio',
        'This source and external id are here already, with other audio.',
      );
    }
    return earlier.outcome;
  }

  /** The same recording was delivered twice at once, and the other delivery was filed first. */
  async #lostRace(incoming: IncomingRecording, error: Error): Promise<IngestOutcome> {
    await this.discard.execute(incoming, error);
    const earlier = await this.earlier.find(incoming.call, incoming.call);
    if (!earlier) throw error;
    return this.#again(incoming, earlier);
  }
}

function isLostRace(error: unknown): error is Error {
  return error instanceof UniqueConstraintViolationException || error instanceof CameMeanwhile;
}
