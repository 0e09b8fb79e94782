import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../../audit/index.js';
import { helsinkiDay, parseDay, type Day } from '../../../kernel/calendar.js';
import { sealField } from '../../../platform/crypto/field-cipher.js';
import { Database, type EntityManager } from '../../../platform/database/index.js';
import { Arrivals } from '../../arrivals/arrivals.js';
import { UnitKeys } from '../../custody/unit-keys.js';
import { itemEvent } from '../../quarantine/item-events.js';
import { sealedContext } from '../../quarantine/open-item.js';
import { QuarantinedItem } from '../../quarantine/quarantined-item.entity.js';
import { AcceptDelivery } from '../accept-delivery.js';
import { withoutDropped, type AcceptedMetadata } from '../accept-metadata.js';
import type { Deliverer } from '../deliverer.js';
import type { RecordingMetadata } from '../metadata.schemas.js';

/** What an item is told of its call, and who says so. */
interface Told {
  readonly call: RecordingMetadata;
  readonly accepted: AcceptedMetadata;
  readonly by: Deliverer;
}

/** Says of audio that waits to be sorted out which call it is of, where its announcement comes after it. A person files it then. */
@Injectable()
export class TellItem {
  constructor(
    private readonly database: Database,
    private readonly accept: AcceptDelivery,
    private readonly keys: UnitKeys,
    private readonly arrivals: Arrivals,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * An item that knows its call, or is gone, stays as it is.
   * @throws DomainError `starts-in-future`, `past-due`, `erased`, `day-closed`; the item knows no more than before then
   */
  async execute(id: string, call: RecordingMetadata, by: Deliverer): Promise<void> {
    const accepted = await this.accept.accept(call);
    const from = await this.database.transaction(em =>
      this.#tell(em, id, { call: withoutDropped(call, accepted), accepted, by }),
    );
    // A crash here leaves a wrapping on the day before: the nightly reconciliation drops it.
    if (from) await this.keys.settle('quarantined_item', id, [from]);
  }

  /** The day that the item had before: it never outlives what the call's own recording could. */
  async #tell(em: EntityManager, id: string, { call, accepted, by }: Told): Promise<Day | null> {
    const item = await em.findOne(QuarantinedItem, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!item || item.sealedMetadata) return null;
    const from = parseDay(item.dueOn);
    const dueOn = accepted.dueOn < from ? accepted.dueOn : from;
    const before = itemEvent('quarantined-item.repaired', item, by.actor);
    const key = await this.keys.copy(em, id, from, dueOn);
    const sealedMetadata = sealField(key, sealedContext(id, 'metadata'), JSON.stringify(call));
    const { queue, unit } = call;
    em.assign(item, { queue, unit, callOn: helsinkiDay(call.endedAt), sealedMetadata, dueOn });
    await em.flush();
    await this.#note(em, item, call, by);
    const facts = {
      changed: Object.keys(call),
      dropped: [...accepted.dropped],
      to: dueOn,
      toQueue: queue,
      toUnit: unit,
    };
    await this.trail.record(em, { ...before, facts: { ...before.facts, ...facts } });
    return from;
  }

  async #note(
    em: EntityManager,
    item: QuarantinedItem,
    call: RecordingMetadata,
    { channel }: Deliverer,
  ): Promise<void> {
    const { id: unitId, source, externalId, reason } = item;
    const known = { source, externalId, channel, reason, unitId, dueOn: parseDay(item.dueOn) };
    await this.arrivals.note(em, { ...known, outcome: 'quarantined', call, announced: true, audio: true });
  }
}
