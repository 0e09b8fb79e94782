import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database } from '../../platform/database/index.js';
import { AcceptDelivery } from '../ingest/accept-delivery.js';
import type { KeptDelivery } from '../ingest/delivery.js';
import { findItem } from './find-item.js';
import { noticeToFile } from './notice-to-file.js';
import { OpenItem } from './open-item.js';
import type { QuarantinedItem } from './quarantined-item.entity.js';
import type { GivenNotice } from './quarantined-items.schemas.js';

/** An item as it was judged, and the recording that it becomes. */
export interface ItemToFile {
  readonly item: QuarantinedItem;
  readonly delivery: KeptDelivery;
}

/** Judges an item as a delivery is judged: what may be kept of it, until when, and with what evidence. Writes nothing. */
@Injectable()
export class PrepareItem {
  constructor(
    private readonly database: Database,
    private readonly openItem: OpenItem,
    private readonly accept: AcceptDelivery,
    private readonly keyRing: KeyRing,
  ) {}

  /**
   * @throws DomainError `not-found`, `call-missing`, `audio-missing`, `audio-unreadable`, `notice-needed`,
   *   `outgoing-not-confirmed`, `starts-in-future`, `past-due`, `erased`
   */
  async execute(id: string, given: GivenNotice | undefined, permissions: Permissions): Promise<ItemToFile> {
    const item = await this.#find(id, permissions);
    try {
      return await this.#judge(item, given);
    } catch (error) {
      await this.#find(id, permissions); // whoever was slower is told that it is over, not what the other left
      throw error;
    }
  }

  /** The item as it is in the database now. */
  #find(id: string, permissions: Permissions): Promise<QuarantinedItem> {
    return findItem(this.database.entities(), id, 'sort-out', permissions);
  }

  async #judge(item: QuarantinedItem, given: GivenNotice | undefined): Promise<ItemToFile> {
    const { id } = item;
    const audio = audioOf(item);
    const { call } = await this.openItem.execute(item);
    if (!call) throw callMissing();
    const accepted = await this.accept.accept(call);
    const notice = noticeToFile(call, accepted.notice, given);
    const key = await this.keyRing.open(id, parseDay(item.dueOn));
    return { item, delivery: { id, key, call, audio, accepted: { ...accepted, notice } } };
  }
}

function audioOf({ audioSha256, sizeBytes, audioFacts }: QuarantinedItem): KeptDelivery['audio'] {
  if (!audioSha256 || sizeBytes === null || sizeBytes === undefined) throw audioMissing();
  if (!audioFacts) throw audioUnreadable();
  return { sha256: Buffer.from(audioSha256), sizeBytes, facts: audioFacts, waveform: null };
}

function callMissing(): DomainError {
  return new DomainError('unprocessable', 'call-missing', 'Nobody knows which call this is; say that first.');
}

function audioMissing(): DomainError {
  return new DomainError('unprocessable', 'audio-missing', 'No audio has come for this call.');
}

function audioUnreadable(): DomainError {
  return new DomainError('unprocessable', 'audio-unreadable', 'What came is no audio that could be played.');
}
