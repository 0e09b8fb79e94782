import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import { sealField } from '../../platform/crypto/field-cipher.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { QuarantinedItem } from '../quarantined-item.entity.js';
import { withoutDropped, type AcceptedMetadata } from './accept-metadata.js';
import type { IncomingRecording, IngestOutcome } from './delivery.js';

/** How long something may wait to be sorted out; never longer than the recording itself could be kept. */
const WAITING_DAYS = 14;

/** A delivery whose metadata are accepted, though not that it may be filed. */
type DoubtfulDelivery = IncomingRecording & { readonly accepted: AcceptedMetadata };

/** Keeps what must be sorted out first, encrypted, until its own short last day. */
@Injectable()
export class Quarantine {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async keep(item: DoubtfulDelivery, reason: string, requester: Requester): Promise<IngestOutcome> {
    const dueOn = earlier(item.accepted.dueOn, addDays(helsinkiDay(this.clock.now()), WAITING_DAYS));
    await item.audio.staged.commit(item.id);
    // A crash here leaves a blob that no key opens: reconciliation removes it.
    await this.dueDays.ensure(dueOn);
    await this.keyRing.create(item.id, dueOn, item.key);
    // A crash here leaves blob and wrapped key: reconciliation removes both.
    await this.database.transaction(async em => {
      await this.dueDays.lockOpen(em, dueOn);
      await em.insert(QuarantinedItem, this.#row(item, reason, dueOn, requester.id));
      const object = { kind: 'quarantined-item', id: item.id };
      const { source, queue } = item.call;
      const facts = { reason, source, queue, dueOn, dropped: [...item.accepted.dropped] };
      await this.trail.record(em, { action: 'recording.quarantined', actor: actorOf(requester), object, facts });
    });
    return { kind: 'quarantined', quarantineId: item.id, dueOn };
  }

  #row({ id, key, call, audio, accepted }: DoubtfulDelivery, reason: string, dueOn: Day, ingestedBy: string) {
    const { source, externalId } = call;
    const metadata = JSON.stringify(withoutDropped(call, accepted));
    const sealedMetadata = sealField(key, `quarantined-item/${id}/metadata`, metadata);
    const kept = { sizeBytes: audio.sizeBytes, audioSha256: audio.sha256, receivedAt: this.clock.now(), ingestedBy };
    return { id, source, externalId, reason, dueOn, sealedMetadata, ...kept };
  }
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}
