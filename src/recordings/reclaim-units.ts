import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar.js';
import { helsinkiDay } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { queueDeletions } from '../platform/blobs/blob-deletions.js';
import { asDate, type EntityManager } from '../platform/database/index.js';
import { EndPlayback } from './playback/end-playback.js';

/** A custody unit whose rows are gone, with what may still be said of it: nothing personal. */
export interface ReclaimedUnit {
  readonly unitId: string;
  readonly unitKind: 'recording' | 'contact-history' | 'quarantined-item';
  /** Helsinki day of the call, where the unit is of one. */
  readonly callOn: Day | null;
  readonly queue: string;
  readonly hasBlob: boolean;
}

/** How many units of a day there are, by kind. */
export interface UnitCounts {
  readonly recordings: number;
  readonly contacts: number;
  readonly quarantined: number;
}

/** Takes away the rows of units whose day key is destroyed: what they held is unreadable by then. */
@Injectable()
export class ReclaimUnits {
  constructor(
    private readonly endPlayback: EndPlayback,
    private readonly clock: Clock,
  ) {}

  /** How many units end on `day`. */
  async count(em: EntityManager, day: Day): Promise<UnitCounts> {
    const [row] = await em.execute<Record<keyof UnitCounts, string>[]>(COUNT, [day, day, day]);
    return {
      recordings: Number(row?.recordings),
      contacts: Number(row?.contacts),
      quarantined: Number(row?.quarantined),
    };
  }

  /**
   * Deletes the rows of at most `limit` units of `day` in the caller's transaction, blob names into the deletion queue.
   * Rows that another instance has claimed are passed over. Returns what was taken; empty when nothing is left.
   */
  async batch(em: EntityManager, day: Day, limit: number): Promise<ReclaimedUnit[]> {
    const recordings = await this.#recordings(em, day, limit);
    if (recordings.length > 0) return recordings;
    const items = await this.#quarantined(em, day, limit);
    return items.length > 0 ? items : this.#contacts(em, day, limit);
  }

  async #recordings(em: EntityManager, day: Day, limit: number): Promise<ReclaimedUnit[]> {
    const rows = await em.execute<CallRow[]>(CLAIM_RECORDINGS, [day, limit]);
    const ids = rows.map(row => row.id);
    await this.endPlayback.ofRecordings(em, ids);
    await em.execute('delete from playback where recording_id = any(?::uuid[])', [list(ids)]);
    await em.execute('delete from recording where id = any(?::uuid[])', [list(ids)]);
    await queueDeletions(em, ids, this.clock.now());
    return rows.map(row => ({
      ...unit(row, 'recording'),
      callOn: helsinkiDay(asDate(row.ended_at)),
      queue: row.queue,
      hasBlob: true,
    }));
  }

  async #quarantined(em: EntityManager, day: Day, limit: number): Promise<ReclaimedUnit[]> {
    const rows = await em.execute<IdRow[]>(CLAIM_QUARANTINED, [day, limit]);
    const ids = rows.map(row => row.id);
    await em.execute('delete from quarantined_item where id = any(?::uuid[])', [list(ids)]);
    await queueDeletions(em, ids, this.clock.now());
    return rows.map(row => ({ ...unit(row, 'quarantined-item'), hasBlob: true }));
  }

  async #contacts(em: EntityManager, day: Day, limit: number): Promise<ReclaimedUnit[]> {
    const rows = await em.execute<IdRow[]>(CLAIM_CONTACTS, [day, limit]);
    const ids = list(rows.map(row => row.id));
    await em.execute('delete from party_index where contact_id = any(?::uuid[])', [ids]);
    await em.execute('delete from contact_party where contact_id = any(?::uuid[])', [ids]);
    await em.execute('delete from contact where id = any(?::uuid[])', [ids]);
    return rows.map(row => unit(row, 'contact-history'));
  }
}

interface IdRow {
  readonly id: string;
}

interface CallRow extends IdRow {
  readonly ended_at: string | Date;
  readonly queue: string;
}

const COUNT = `
  select (select count(*) from recording where due_on = ?) as recordings,
         (select count(*) from contact where due_on = ?) as contacts,
         (select count(*) from quarantined_item where due_on = ?) as quarantined`;

const CLAIM_RECORDINGS = `
  select id, ended_at, queue from recording where due_on = ? order by id limit ? for update skip locked`;
const CLAIM_QUARANTINED = 'select id from quarantined_item where due_on = ? order by id limit ? for update skip locked';
const CLAIM_CONTACTS = 'select id from contact where due_on = ? order by id limit ? for update skip locked';

function unit({ id }: IdRow, unitKind: ReclaimedUnit['unitKind']): ReclaimedUnit {
  return { unitId: id, unitKind, callOn: null, queue: '', hasBlob: false };
}

/** An array literal of ids; ids hold nothing that would need quoting. */
function list(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
