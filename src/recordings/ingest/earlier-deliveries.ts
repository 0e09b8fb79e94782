import { Injectable } from '@nestjs/common';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { isOver } from '../../kernel/retention-rule.js';
import { Database } from '../../platform/database/index.js';
import { QuarantinedItem } from '../quarantine/quarantined-item.entity.js';
import { Recording } from '../recording.entity.js';
import { AcceptDelivery } from './accept-delivery.js';
import { pastDue } from './accept-metadata.js';
import type { RecordingMetadata } from './metadata.schemas.js';
import type { IngestOutcome } from './delivery.js';

/** A delivery of the same (source, externalId) that came before, and the hash of its audio. */
export interface EarlierDelivery {
  /** Null: something came before, but no audio. */
  readonly sha256: Buffer | null;
  readonly outcome: IngestOutcome;
}

/** Finds what was delivered before: ingest is idempotent on (source, externalId) (api.md). */
@Injectable()
export class EarlierDeliveries {
  constructor(
    private readonly database: Database,
    private readonly accept: AcceptDelivery,
    private readonly clock: Clock,
  ) {}

  /**
   * What came before under the name of a call, or of something that is in no call.
   * @throws DomainError `past-due` for a recording that is over, whether it is purged already or not (design §1 rule 2); what `call` is refused
   * for, or `item-going`, where an item is over that waited to be sorted out: its own day is shorter than the call's
   */
  async find({ source, externalId }: Named, call: RecordingMetadata | null): Promise<EarlierDelivery | null> {
    const em = this.database.entities();
    const recording = await em.findOne(Recording, { source, externalId });
    if (recording && this.#isOver(recording)) throw pastDue();
    if (recording) return earlier(recording, filed(recording));
    const item = await em.findOne(QuarantinedItem, { source, externalId });
    if (item && this.#isOver(item)) return this.#refuseUntilPurged(call);
    return item && earlier(item, quarantined(item));
  }

  async #refuseUntilPurged(call: RecordingMetadata | null): Promise<never> {
    if (call) await this.accept.accept(call);
    throw itemGoing();
  }

  #isOver({ dueOn }: Recording | QuarantinedItem): boolean {
    return isOver(parseDay(dueOn), this.clock.now());
  }
}

/** What a delivery is known by. */
type Named = Pick<RecordingMetadata, 'source' | 'externalId'>;

function earlier({ audioSha256 }: Recording | QuarantinedItem, outcome: IngestOutcome): EarlierDelivery {
  return { sha256: audioSha256 ? Buffer.from(audioSha256) : null, outcome };
}

function filed({ id, contactId, dueOn }: Recording): IngestOutcome {
  return { kind: 'known', id, contactId, dueOn };
}

function quarantined({ id, dueOn }: QuarantinedItem): IngestOutcome {
  return { kind: 'quarantined', quarantineId: id, dueOn };
}

function itemGoing(): DomainError {
  const sentence = 'What was kept of this call is over and being deleted; deliver it again in a minute.';
  return new DomainError('unavailable', 'item-going', sentence);
}
