import { Injectable } from '@nestjs/common';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { isOver } from '../../kernel/retention-rule.js';
import { Database } from '../../platform/database/index.js';
import { QuarantinedItem } from '../quarantine/quarantined-item.entity.js';
import { Recording } from '../recording.entity.js';
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
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `past-due` for what is over, whether it is purged already or not (design §1 rule 2) */
  async find({
    source,
    externalId,
  }: Pick<RecordingMetadata, 'source' | 'externalId'>): Promise<EarlierDelivery | null> {
    const em = this.database.entities();
    const recording = await em.findOne(Recording, { source, externalId });
    if (recording) return this.#living(recording, filed(recording));
    const item = await em.findOne(QuarantinedItem, { source, externalId });
    return item && this.#living(item, quarantined(item));
  }

  #living({ audioSha256, dueOn }: Recording | QuarantinedItem, outcome: IngestOutcome): EarlierDelivery {
    if (isOver(parseDay(dueOn), this.clock.now())) throw pastDue();
    return { sha256: audioSha256 ? Buffer.from(audioSha256) : null, outcome };
  }
}

function filed({ id, contactId, dueOn }: Recording): IngestOutcome {
  return { kind: 'known', id, contactId, dueOn };
}

function quarantined({ id, dueOn }: QuarantinedItem): IngestOutcome {
  return { kind: 'quarantined', quarantineId: id, dueOn };
}
