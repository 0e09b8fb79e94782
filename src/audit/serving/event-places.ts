import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';

/** Where events are in the log, for papers that point to them. */
@Injectable()
export class EventPlaces {
  constructor(private readonly database: Database) {}

  /** The leaf index of each event; one that has no place yet, or is not there, is left out. */
  async of(eventIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (eventIds.length === 0) return new Map();
    const rows = await this.database.query<{ event_id: string; index: number }>(PLACES, [eventIds]);
    return new Map(rows.map(({ event_id, index }) => [event_id, index]));
  }
}

const PLACES: Statement = {
  name: 'log-event-places',
  text: 'select event_id, index from audit_leaf where event_id = any($1::uuid[])',
};
