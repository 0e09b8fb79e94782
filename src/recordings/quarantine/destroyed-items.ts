import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DestroyedItem } from './destroyed-item.entity.js';

/** An item that somebody has ended, with what may still be said of it. */
export interface EndedItem {
  readonly unitId: string;
  readonly eventId: string;
  readonly source: string;
  readonly queue: string;
  readonly callOn: Day | null;
  readonly dueOn: Day;
  readonly sizeBytes: number;
  readonly hasBlob: boolean;
}

/** The items that have been ended by hand and wait for their certificates, for the floor that writes those. */
@Injectable()
export class DestroyedItems {
  /** At most `limit` of them, in the caller's transaction; those that another instance has claimed are passed over. */
  async claim(em: EntityManager, limit: number): Promise<EndedItem[]> {
    const rows = await em.execute<Row[]>(CLAIM, [limit]);
    return rows.map(row => ({
      ...{ unitId: row.unit_id, eventId: row.event_id, source: row.source, queue: row.queue },
      ...{ callOn: row.call_on === null ? null : parseDay(row.call_on), dueOn: parseDay(row.due_on) },
      ...{ sizeBytes: Number(row.size_bytes), hasBlob: row.has_blob },
    }));
  }

  /** Whether an item waits for its certificate. */
  async has(em: EntityManager, unitId: string): Promise<boolean> {
    return (await em.count(DestroyedItem, { unitId })) > 0;
  }

  /** They have their certificates. */
  async done(em: EntityManager, unitIds: readonly string[]): Promise<void> {
    await em.execute('delete from destroyed_item where unit_id = any(?::uuid[])', [`{${unitIds.join(',')}}`]);
  }
}

interface Row {
  readonly unit_id: string;
  readonly event_id: string;
  readonly source: string;
  readonly queue: string;
  readonly call_on: string | null;
  readonly due_on: string;
  readonly size_bytes: string | number;
  readonly has_blob: boolean;
}

const CLAIM = `
  select unit_id, event_id, source, queue, call_on::text as call_on, due_on::text as due_on, size_bytes, has_blob
  from destroyed_item order by unit_id limit ? for update skip locked`;
