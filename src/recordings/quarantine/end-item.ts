import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { queueDeletions } from '../../platform/blobs/blob-deletions.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { endLine, rememberedThrough } from '../arrivals/end-line.js';
import type { Explanation } from '../arrivals/explanations.js';
import { CustodyOfRecording } from '../ingest/custody-of-recording.js';
import { Tombstones } from '../ingest/tombstones.js';
import { lockItem } from './find-item.js';
import { itemEvent, itemRefusal } from './item-events.js';
import type { QuarantinedItem } from './quarantined-item.entity.js';
import { removeItem } from './remove-item.js';

/** How an item ends without becoming a recording: it is destroyed, or it is explained why its audio never comes. */
export type ItemEndingKind = 'destroyed' | 'explained';

const ACTIONS = { destroyed: 'quarantined-item.destroyed', explained: 'arrival.explained' } as const;

/** Ends an item for good. Row and blob go, its key is destroyed, and a certificate follows from the floor above. */
@Injectable()
export class EndItem {
  constructor(
    private readonly database: Database,
    private readonly custody: CustodyOfRecording,
    private readonly tombstones: Tombstones,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `audio-here`, `day-closed`; the attempt is on record */
  async execute(
    id: string,
    ending: { readonly kind: ItemEndingKind; readonly reason: string },
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const actor = actorOf(requester);
    try {
      await this.database.transaction(em => this.#end(em, id, ending, actor, permissions));
    } catch (error) {
      if (error instanceof DomainError) {
        await this.trail.recordAlone(itemRefusal(ACTIONS[ending.kind], id, actor, error.code));
      }
      throw error;
    }
    // A crash here leaves a key whose unit has no row: nobody reaches it, and whoever writes the certificate destroys it.
    await this.custody.end(id);
  }

  async #end(
    em: EntityManager,
    id: string,
    { kind, reason }: { readonly kind: ItemEndingKind; readonly reason: string },
    actor: Actor,
    permissions: Permissions,
  ): Promise<void> {
    const item = await lockItem(em, id, permissions);
    const hasAudio = Boolean(item.audioSha256);
    if (kind === 'explained' && hasAudio) throw audioHere();
    await this.custody.lockOpen(em, [parseDay(item.dueOn)]);
    const eventId = await this.trail.record(em, await this.#event(em, item, kind, actor, reason));
    await removeItem(em, item, eventId);
    if (hasAudio) await queueDeletions(em, [id], this.clock.now());
    await endLine(em, item, { outcome: kind, reason: kind === 'explained' ? IN_WORDS : item.reason }, this.#today());
  }

  /** Audio that was destroyed is refused when it comes again; a call that was explained may still get its audio. */
  async #event(em: EntityManager, item: QuarantinedItem, kind: ItemEndingKind, actor: Actor, reason: string) {
    const draft = { ...itemEvent(ACTIONS[kind], item, actor), texts: { reason } };
    if (kind === 'explained') return { ...draft, facts: { ...draft.facts, explanation: IN_WORDS } };
    const throughOn = rememberedThrough(this.#today());
    const tombstone = (await this.tombstones.put(em, item, throughOn)).toString('base64url');
    return { ...draft, facts: { ...draft.facts, tombstone, refusedThrough: throughOn } };
  }

  #today() {
    return helsinkiDay(this.clock.now());
  }
}

/** The code of an explanation that is given in words alone. */
const IN_WORDS: Explanation = 'other';

function audioHere(): DomainError {
  return new DomainError('conflict', 'audio-here', 'The audio of this call has come; file or destroy it.');
}
