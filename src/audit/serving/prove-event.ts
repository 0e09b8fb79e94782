import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { actorOf } from '../actor-of.js';
import { IntegrateEvents } from '../integration/integrate-events.js';
import { LogHead } from '../integration/log-head.js';
import { LogTiles } from '../integration/log-tiles.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { inclusionProof } from '../tree/proofs.js';
import { proofText } from '../tree/checkpoint.js';

/** That an event is in the log, for somebody who trusts the log's key and nothing else. */
export interface EventProof {
  readonly index: number;
  /** Leaves of the tree that the proof is about. */
  readonly size: number;
  /** The exact bytes of the event; null when its retention is over. */
  readonly leaf: Buffer | null;
  readonly leafHash: Buffer;
  /** From the leaf's sibling up (RFC 6962 §2.1.1). */
  readonly hashes: readonly Buffer[];
  readonly checkpoint: string;
  /** The same as one text of c2sp.org/tlog-proof. */
  readonly proof: string;
}

/** Makes the inclusion proof of an event. */
@Injectable()
export class ProveEvent {
  constructor(
    private readonly database: Database,
    private readonly integrate: IntegrateEvents,
    private readonly head: LogHead,
    private readonly tiles: LogTiles,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`, `event-pending` */
  async execute(id: string, requester: Requester): Promise<EventProof> {
    const place = await this.#place(id);
    await this.trail.recordAlone({
      action: 'audit.event-proved',
      actor: actorOf(requester),
      object: { kind: 'audit-event', id },
    });
    const { size, checkpoint } = await this.head.read();
    const hashes = await inclusionProof(place.index, size, this.tiles.read);
    const proof = proofText(place.index, hashes, checkpoint);
    return { index: place.index, size, leaf: place.leaf, leafHash: place.hash, hashes, checkpoint, proof };
  }

  /** An event of this very moment gets its place now. */
  async #place(id: string): Promise<Place> {
    const [known] = await this.database.query<Place>(PLACE, [id]);
    if (known) return known;
    const [waiting] = await this.database.query<object>(WAITS, [id]);
    if (!waiting) throw notFound();
    await this.integrate.execute();
    const [place] = await this.database.query<Place>(PLACE, [id]);
    if (place) return place;
    throw new DomainError(
      'unavailable',
      'event-pending',
      'The event has no place in the log yet; try again in a second.',
    );
  }
}

interface Place {
  readonly index: number;
  readonly hash: Buffer;
  readonly leaf: Buffer | null;
}

const PLACE: Statement = {
  name: 'log-event-place',
  text: `
    select l.index, l.hash, e.leaf from audit_leaf l left join audit_event e on e.id = l.event_id
    where l.event_id = $1`,
};

const WAITS: Statement = { name: 'log-event-waits', text: 'select from audit_event where id = $1' };
