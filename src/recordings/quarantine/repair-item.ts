import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { sealField } from '../../platform/crypto/field-cipher.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Arrivals } from '../arrivals/arrivals.js';
import { UnitKeys } from '../custody/unit-keys.js';
import { CHANNELS } from '../ingest/deliverer.js';
import type { RecordingMetadata } from '../ingest/metadata.schemas.js';
import { lockItem } from './find-item.js';
import { itemEvent, itemRefusal } from './item-events.js';
import { MendCall, type MendedCall } from './mend-call.js';
import { sealedContext } from './open-item.js';
import type { QuarantinedItem } from './quarantined-item.entity.js';
import type { ItemRepair } from './quarantined-items.schemas.js';

/** Corrects what an item says of its call, or says it for the first time. Names of fields go into the log, contents do not. */
@Injectable()
export class RepairItem {
  constructor(
    private readonly database: Database,
    private readonly mend: MendCall,
    private readonly keys: UnitKeys,
    private readonly arrivals: Arrivals,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`, `not-own`, `day-closed`, and what {@link MendCall} throws; the attempt is on record */
  async execute(id: string, repair: ItemRepair, requester: Requester, permissions: Permissions): Promise<void> {
    const actor = actorOf(requester);
    try {
      const from = await this.database.transaction(em => this.#repair(em, id, repair, actor, permissions));
      // A crash here leaves a wrapping on the day before: the nightly reconciliation drops it.
      await this.keys.settle('quarantined_item', id, [from]);
    } catch (error) {
      if (error instanceof DomainError) {
        await this.trail.recordAlone(itemRefusal('quarantined-item.repaired', id, actor, error.code));
      }
      throw error;
    }
  }

  /** The day that the item had before: it never outlives what the call's own recording could. */
  async #repair(
    em: EntityManager,
    id: string,
    { fields, reason }: ItemRepair,
    actor: Actor,
    permissions: Permissions,
  ): Promise<Day> {
    const item = await lockItem(em, id, permissions);
    const mended = await this.mend.execute(item, fields);
    if (mended.agentId === actor.id) throw notOwn();
    const from = parseDay(item.dueOn);
    const dueOn = mended.latestDueOn < from ? mended.latestDueOn : from;
    const key = await this.keys.copy(em, id, from, dueOn);
    const before = itemEvent('quarantined-item.repaired', item, actor);
    em.assign(item, { ...changesOf(id, mended.call, key), dueOn });
    await em.flush();
    await this.#noteArrival(em, item, mended.call);
    const facts = { ...before.facts, changed: [...mended.changed], dropped: [...mended.dropped], to: dueOn };
    await this.trail.record(em, { ...before, facts: { ...facts, ...placeOf(mended) }, texts: { reason } });
    return from;
  }

  async #noteArrival(em: EntityManager, item: QuarantinedItem, call: RecordingMetadata): Promise<void> {
    const { id: unitId, source, externalId, reason } = item;
    const channel = CHANNELS.find(one => one === item.channel) ?? 'http';
    const hasAudio = Boolean(item.audioSha256);
    const outcome = hasAudio ? 'quarantined' : 'awaited';
    const known = { source, externalId, channel, reason, unitId, dueOn: parseDay(item.dueOn) };
    await this.arrivals.note(em, { ...known, outcome, call, announced: true, audio: hasAudio });
  }
}

function changesOf(id: string, call: RecordingMetadata, key: DataKey) {
  const { queue, unit, endedAt } = call;
  const sealedMetadata = sealField(key, sealedContext(id, 'metadata'), JSON.stringify(call));
  return { queue, unit, callOn: helsinkiDay(endedAt), sealedMetadata };
}

/** Where the item is now, and whose call it is: a repair may hand it to others. */
function placeOf({ call: { queue, unit }, agentId }: MendedCall) {
  return { toQueue: queue, toUnit: unit, ...(agentId === undefined ? {} : { agentId }) };
}

/** Who took a call may hear it. */
function notOwn(): DomainError {
  return new DomainError('forbidden', 'not-own', 'Nobody makes a call their own; ask somebody else.');
}
