import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { reached } from '../../kernel/crash-points.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { UnitKeys } from '../custody/unit-keys.js';
import { CHANNELS } from '../ingest/deliverer.js';
import { IngestRecording } from '../ingest/ingest-recording.js';
import { lockItem } from './find-item.js';
import { itemEvent, itemRefusal } from './item-events.js';
import { PrepareItem, type ItemToFile } from './item-to-file.js';
import { QuarantinedItem } from './quarantined-item.entity.js';
import type { FiledItem, ItemFiling } from './quarantined-items.schemas.js';

/** Somebody's filing of an item: who, with which words, and what they may. */
interface Act {
  readonly actor: Actor;
  readonly reason: string;
  readonly permissions: Permissions;
}

/**
 * Makes a recording of an item, under the item's own id (ADR 0014): its key goes to the recording's last day, its blob stays as it
 * is. Keys come first and leave last, as when a recording moves.
 */
@Injectable()
export class FileItem {
  constructor(
    private readonly prepare: PrepareItem,
    private readonly ingest: IngestRecording,
    private readonly keys: UnitKeys,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `item-changed`, `different-audio`, `day-closed`, and what {@link PrepareItem} throws; the attempt is on record */
  async execute(id: string, filing: ItemFiling, requester: Requester, permissions: Permissions): Promise<FiledItem> {
    const act = { actor: actorOf(requester), reason: filing.reason, permissions };
    try {
      return await this.#file(await this.prepare.execute(id, filing.notice, permissions), act);
    } catch (error) {
      if (error instanceof DomainError) {
        await this.trail.recordAlone(itemRefusal('quarantined-item.filed', id, act.actor, error.code));
      }
      throw error;
    }
  }

  async #file(ready: ItemToFile, act: Act): Promise<FiledItem> {
    const { item, delivery } = ready;
    const { id, ingestedBy } = item;
    const channel = CHANNELS.find(one => one === item.channel) ?? 'http';
    const deliverer = { actor: act.actor, id: ingestedBy, channel };
    const [from, to] = [parseDay(item.dueOn), delivery.accepted.dueOn];
    try {
      const { contactId } = await this.ingest.fileKept(delivery, deliverer, em => this.#leave(em, ready, act));
      await reached('move.committed');
      // A crash here leaves a wrapping on the item's day: the purge of that day or the nightly reconciliation drops it.
      await this.keys.settle('recording', id, [from]);
      return { id, contactId, dueOn: to };
    } catch (error) {
      await this.keys.settle('quarantined_item', id, [to]); // the item is where it was, and so is its key
      throw error instanceof UniqueConstraintViolationException ? hereAlready(error) : error;
    }
  }

  /** In the transaction that files the recording. A crash before its commit leaves a second wrapping, which reconciliation drops. */
  async #leave(em: EntityManager, { item, delivery }: ItemToFile, { actor, reason, permissions }: Act): Promise<void> {
    const { id } = item;
    const { accepted, call } = delivery;
    if (!isSame(await lockItem(em, id, permissions), item)) throw changed();
    await this.keys.copy(em, id, parseDay(item.dueOn), accepted.dueOn);
    await em.nativeDelete(QuarantinedItem, { id });
    const draft = itemEvent('quarantined-item.filed', item, actor);
    const facts = { ...draft.facts, startedAt: call.startedAt.toISOString(), to: accepted.dueOn };
    const notice = { notice: accepted.notice.evidence, noticeVersion: accepted.notice.version };
    await this.trail.record(em, { ...draft, recordingId: id, facts: { ...facts, ...notice }, texts: { reason } });
  }
}

/** Whether somebody has repaired the item since it was judged. */
function isSame(now: QuarantinedItem, then: QuarantinedItem): boolean {
  const bytes = (item: QuarantinedItem) => Buffer.from(item.sealedMetadata ?? []);
  return now.dueOn === then.dueOn && bytes(now).equals(bytes(then));
}

function changed(): DomainError {
  return new DomainError('conflict', 'item-changed', 'Somebody has changed this meanwhile; look at it again.');
}

function hereAlready(cause: Error): DomainError {
  const sentence = 'This source and external id are here already, with other audio.';
  return new DomainError('conflict', 'different-audio', sentence, {}, { cause });
}
