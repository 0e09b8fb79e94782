import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { IntegrateEvents } from '../integration/integrate-events.js';
import { LogHead } from '../integration/log-head.js';
import { LogTiles } from '../integration/log-tiles.js';
import { proofText } from '../tree/checkpoint.js';
import { inclusionProof } from '../tree/proofs.js';

/** That an event is in the log, for a paper that is given to somebody outside. */
export interface ProvenEvent {
  readonly eventId: string;
  /** The exact bytes of the event; null when its retention is over. */
  readonly leaf: Buffer | null;
  /** One text of c2sp.org/tlog-proof; null while the event has no place in the log. */
  readonly proof: string | null;
}

/** Proves many events against one checkpoint. Whoever asks records that they were given out. */
@Injectable()
export class ProveEvents {
  constructor(
    private readonly database: Database,
    private readonly integrate: IntegrateEvents,
    private readonly head: LogHead,
    private readonly tiles: LogTiles,
  ) {}

  /** In the order of `eventIds`; those of this very moment get their places now. What is not in the log is left out. */
  async of(eventIds: readonly string[]): Promise<ProvenEvent[]> {
    await this.integrate.execute();
    const { size, checkpoint } = await this.head.read();
    const rows = await this.database.query<PlacedEvent>(PLACES, [eventIds]);
    const found = new Map(rows.map(row => [row.id, row]));
    const proven: ProvenEvent[] = [];
    for (const eventId of eventIds) {
      const row = found.get(eventId);
      if (row) proven.push({ eventId, leaf: row.leaf, proof: await this.#proof(row.index, size, checkpoint) });
    }
    return proven;
  }

  async #proof(index: number | null, size: number, checkpoint: string): Promise<string | null> {
    if (index === null || index >= size) return null;
    return proofText(index, await inclusionProof(index, size, this.tiles.read), checkpoint);
  }
}

interface PlacedEvent {
  readonly id: string;
  readonly index: number | null;
  readonly leaf: Buffer | null;
}

const PLACES: Statement = {
  name: 'log-many-places',
  text: `
    select coalesce(e.id, l.event_id) as id, l.index, e.leaf
    from audit_event e full join audit_leaf l on l.event_id = e.id
    where e.id = any($1::uuid[]) or l.event_id = any($1::uuid[])`,
};
