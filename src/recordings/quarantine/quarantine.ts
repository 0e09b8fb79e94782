import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../audit/index.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { sealField } from '../../platform/crypto/field-cipher.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Arrivals } from '../arrivals/arrivals.js';
import type { TakenAudio } from '../audio/receive-audio.js';
import { CameMeanwhile } from '../ingest/came-meanwhile.js';
import { CustodyOfRecording } from '../ingest/custody-of-recording.js';
import type { Deliverer } from '../ingest/deliverer.js';
import type { IngestOutcome } from '../ingest/delivery.js';
import { lockToKeep } from '../ingest/filing-locks.js';
import type { RecordingMetadata } from '../ingest/metadata.schemas.js';
import { Recording } from '../recording.entity.js';
import { endWaiting } from './end-waiting.js';
import { sealedContext, type UnreadDocument } from './open-item.js';
import type { QuarantineReason } from './quarantine-reasons.js';
import { QuarantinedItem } from './quarantined-item.entity.js';

/** How long something may wait to be sorted out; never longer than the recording itself could be kept. */
export const WAITING_DAYS = 14;

/** A delivery that cannot be filed as it is. Its audio is staged under `id`, encrypted with `key`. */
export interface UnsortedDelivery {
  readonly id: string;
  readonly key: DataKey;
  readonly source: string;
  /** A technical id; one made by `keyedName` where the source has given none. */
  readonly externalId: string;
  readonly reason: QuarantineReason;
  /** Without what its source may not deliver. */
  readonly call: RecordingMetadata | null;
  readonly document: UnreadDocument | null;
  readonly audio: TakenAudio | null;
  /** The last day that the recording itself could have; null where nobody knows. */
  readonly latestDueOn: Day | null;
  /** Names of fields that were dropped because the source may not deliver them. */
  readonly dropped: readonly string[];
}

/** Keeps what must be sorted out first, encrypted, until its own short last day. */
@Injectable()
export class Quarantine {
  constructor(
    private readonly database: Database,
    private readonly custody: CustodyOfRecording,
    private readonly arrivals: Arrivals,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A crash before the end leaves a blob and a wrapped key that belong to nothing: reconciliation removes both.
   * @throws CameMeanwhile; DomainError `erased` for what was destroyed under this name, `day-closed`
   */
  async keep(item: UnsortedDelivery, deliverer: Deliverer): Promise<IngestOutcome> {
    const dueOn = earlier(item.latestDueOn, addDays(helsinkiDay(this.clock.now()), WAITING_DAYS));
    await item.audio?.staged.commit();
    await this.custody.begin(item.id, dueOn, item.key);
    const waitedAs = await this.database.transaction(em => this.#keep(em, item, dueOn, deliverer));
    // A crash here leaves the key of the item that has waited for this audio.
    await this.custody.endWaited(waitedAs);
    return { kind: 'quarantined', quarantineId: item.id, dueOn };
  }

  /** Returns the item that waited for the audio and has gone, if there was one. */
  async #keep(em: EntityManager, item: UnsortedDelivery, dueOn: Day, deliverer: Deliverer): Promise<string | null> {
    await lockToKeep(em, item);
    await refuseFiled(em, item);
    await this.custody.lockOpen(em, [dueOn]);
    const waitedAs = item.audio ? await endWaiting(em, item.source, item.externalId) : null;
    await em.insert(QuarantinedItem, this.#row(item, dueOn, deliverer));
    await this.custody.refuseErased(em, item, item.call?.endedAt ?? null);
    await this.arrivals.note(em, {
      ...{ source: item.source, externalId: item.externalId, channel: deliverer.channel, reason: item.reason },
      ...{
        outcome: item.audio ? 'quarantined' : 'awaited',
        announced: item.call !== null,
        audio: item.audio !== null,
      },
      ...{ call: item.call, unitId: item.id, dueOn },
    });
    const object = { kind: 'quarantined-item', id: item.id };
    const { source, reason, dropped, audio } = item;
    const { channel } = deliverer;
    const call = { source, queue: item.call?.queue ?? null, channel };
    const facts = { ...call, reason, dueOn, dropped: [...dropped], hasAudio: audio !== null, ...waited(waitedAs) };
    await this.trail.record(em, { action: 'recording.quarantined', actor: deliverer.actor, object, facts });
    return waitedAs;
  }

  #row(item: UnsortedDelivery, dueOn: Day, { id: ingestedBy, channel }: Deliverer) {
    const { id, key, source, externalId, reason, call, document, audio } = item;
    const seal = (name: 'metadata' | 'document', value: unknown) =>
      value === null ? null : sealField(key, sealedContext(id, name), JSON.stringify(value));
    const about = { queue: call?.queue ?? '', unit: call?.unit ?? '', callOn: call && helsinkiDay(call.endedAt) };
    const kept = {
      sizeBytes: audio?.sizeBytes ?? null,
      audioSha256: audio?.sha256 ?? null,
      audioFacts: audio?.facts ?? null,
    };
    const came = { receivedAt: this.clock.now(), ingestedBy, channel };
    const sealed = { sealedMetadata: seal('metadata', call), sealedDocument: seal('document', document) };
    return { id, source, externalId, reason, dueOn, ...about, ...sealed, ...kept, ...came };
  }
}

/** A call that is filed waits for nothing. */
async function refuseFiled(em: EntityManager, { source, externalId }: UnsortedDelivery): Promise<void> {
  if ((await em.count(Recording, { source, externalId })) > 0) throw new CameMeanwhile();
}

/** The item that has waited for the audio, in the event of what it became. */
function waited(waitedAs: string | null) {
  return waitedAs === null ? {} : { waitedAs };
}

function earlier(one: Day | null, other: Day): Day {
  return one !== null && one < other ? one : other;
}
