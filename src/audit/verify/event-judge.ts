import { CanonicalLeaf } from './canonical-leaf.js';
import { differingColumn } from './event-columns.js';
import type { Findings } from './findings.js';
import { faultOf } from './leaf-fault.js';
import { LEAF } from './log-queries.js';
import { SentRecord } from './sent-record.js';
import { hashIn, hashOfLeaf, type Hash } from './sha256.js';
import type { FindingKind } from './verification.js';

/** Judges the rows of leaves and events, one by one. */
export class EventJudge {
  readonly #row = new SentRecord(LEAF.values);
  readonly #leaf = new CanonicalLeaf();
  readonly #findings: Findings;
  readonly #prunedTo: number;
  #events = 0;
  #index: number | null = null;

  constructor(findings: Findings, prunedTo: number) {
    this.#findings = findings;
    this.#prunedTo = prunedTo;
  }

  /** Events whose bytes were checked so far. */
  get events(): number {
    return this.#events;
  }

  /** Turns to the row of a leaf and returns its index. */
  turnTo(record: Buffer): number {
    this.#row.read(record);
    this.#index = this.#row.number(LEAF.index);
    return this.#index;
  }

  /** Judges the leaf. Returns its hash, made of the bytes of the event where that is there; null where nothing is. */
  judgeLeaf(): Hash | null {
    const row = this.#row;
    const kept = row.isNull(LEAF.hash) ? null : hashIn(row.bytes, row.start(LEAF.hash), row.end(LEAF.hash));
    const isPruned = this.#index !== null && this.#index < this.#prunedTo;
    if (row.isNull(LEAF.leaf)) {
      if (!isPruned) this.find('event-missing', 'is missing');
      return kept;
    }
    if (isPruned) this.find('event-surplus', 'is there although it was pruned');
    this.#judgeEvent();
    const hash = hashOfLeaf(row.bytes, row.start(LEAF.leaf), row.end(LEAF.leaf));
    if (hash !== kept) this.find('event-differs', 'is not what its leaf was made of');
    return hash;
  }

  /** Judges an event that waits for its place. */
  judgeWaiting(record: Buffer): void {
    this.#row.read(record);
    this.#index = null;
    this.#judgeEvent();
  }

  /** A finding about the leaf or event that this has turned to. */
  find(kind: FindingKind, what: string): void {
    const [index, eventId] = [this.#index, this.#row.uuid(LEAF.eventId)];
    const place = index === null ? '' : ` (leaf ${index})`;
    this.#findings.add(kind, `Event ${eventId}${place} ${what}.`, index, eventId);
  }

  #judgeEvent(): void {
    const row = this.#row;
    this.#events += 1;
    const fault = faultOf(this.#leaf, row.bytes, row.start(LEAF.leaf), row.end(LEAF.leaf));
    if (fault !== null) {
      this.find('event-malformed', fault);
      return;
    }
    const column = differingColumn(this.#leaf, row, LEAF.event);
    if (column !== null) this.find('column-differs', `has another ${column} than its leaf`);
  }
}
