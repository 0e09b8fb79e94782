import { earlierCheckpoints, ownCheckpoint } from './checkpoint-note.js';
import { EventJudge } from './event-judge.js';
import { Findings } from './findings.js';
import { GrownTree } from './grown-tree.js';
import { judgeGrowth, judgeHead } from './judge-head.js';
import { LogQueries, type HeadRow, type LogRows } from './log-queries.js';
import type { Query } from './query.js';
import { base64Of, hashIn } from './sha256.js';
import { parseVerifierKey, type VerifierKey } from './signed-note.js';
import { StoredTiles } from './stored-tiles.js';
import type { Finding, Verification, VerifyOptions } from './verification.js';

/**
 * Recomputes the whole log from the rows of the database and holds everything that is kept against it (ADR 0009).
 * @param query on one connection, inside a transaction that sees one state of the database (`repeatable read`)
 * @throws DomainError `verifier-key-wrong`; and what `query` throws, where the log could not be read
 */
export function verifyDatabase(query: Query, options: VerifyOptions): Promise<Verification> {
  return verifyRows(new LogQueries(query), options);
}

/** The same of rows that are kept in whatever way. @throws DomainError `verifier-key-wrong`, and what `rows` throws */
export async function verifyRows(rows: LogRows, options: VerifyOptions): Promise<Verification> {
  const keys = options.keys.map(parseVerifierKey);
  const findings = new Findings();
  const [head, ...others] = await rows.heads();
  if (head && others.length === 0) return new RowsVerification(rows, head, keys, options, findings).execute();
  findings.add('head', head ? 'The log has more than one head.' : 'The log has no head.');
  return { outcome: 'finding', size: 0, root: null, events: 0, prunedTo: 0, findings: findings.list() };
}

class RowsVerification {
  readonly #tiles: StoredTiles;
  readonly #tree: GrownTree;
  readonly #judge: EventJudge;

  constructor(
    private readonly rows: LogRows,
    private readonly head: HeadRow,
    keys: readonly VerifierKey[],
    private readonly options: VerifyOptions,
    private readonly findings: Findings,
  ) {
    const earlier = earlierCheckpoints(options.knownCheckpoints ?? [], keys, findings);
    judgeHead(head, ownCheckpoint(head.checkpoint, keys, findings), findings);
    judgeGrowth(head, earlier, findings);
    this.#tiles = new StoredTiles(findings);
    this.#tree = new GrownTree(earlier, findings, this.#tiles.compare);
    this.#judge = new EventJudge(findings, head.pruned_to);
  }

  async execute(): Promise<Verification> {
    const { size, root: signed, pruned_to: prunedTo } = this.head;
    await this.#walk();
    await this.#judgeSurplus();
    await this.#judgePending();
    await this.#judgePruning();
    const root = this.#tree.root();
    if (root !== null && root !== hashIn(signed)) {
      this.findings.add('root', 'The leaves do not give the root that the head of the log has.');
    }
    const findings = await this.#named();
    const outcome = findings.length === 0 ? 'verified' : 'finding';
    return {
      outcome,
      size,
      root: root === null ? null : base64Of(root),
      events: this.#judge.events,
      prunedTo,
      findings,
    };
  }

  async #walk(): Promise<void> {
    const { size } = this.head;
    const { batch } = this.rows;
    await this.rows.withoutWorkers();
    for (let from = 0; from < size; from += batch) {
      const to = Math.min(from + batch, size);
      if (!(await this.#judgeBatch(from, to))) return;
      this.options.onProgress?.(to, size);
    }
  }

  /** Returns whether there was anything: where the leaves end, the walk does too, however large the head says the log is. */
  async #judgeBatch(from: number, to: number): Promise<boolean> {
    let next = from;
    this.#tiles.expect(await this.rows.tiles(from, to));
    await this.rows.eachLeaf(from, to, record => {
      const index = this.#judge.turnTo(record);
      for (; next < index; next += 1) this.#miss(next);
      if (index < next) this.#judge.find('leaf-surplus', 'shares its leaf with another');
      else this.#tree.append(this.#judge.judgeLeaf());
      next = index + 1;
    });
    const isEmpty = next === from;
    for (; next < (isEmpty ? from + 1 : to); next += 1) this.#miss(next);
    return !isEmpty;
  }

  #miss(index: number): void {
    this.#tree.append(null);
    this.findings.add('leaf-missing', `Leaf ${index} is missing.`, index);
  }

  async #judgeSurplus(): Promise<void> {
    const { size } = this.head;
    for (const { index, event_id } of await this.rows.leavesOutside(size)) {
      this.findings.add('leaf-surplus', `Leaf ${index} is none of a log of ${size} leaves.`, index, event_id);
    }
    for (const { level, index } of await this.rows.tilesOutside(size)) {
      this.findings.add('tile', `Tile ${level}/${index} is none of a log of ${size} leaves.`);
    }
    for (const { event_id: id } of await this.rows.eventsWithoutPlace()) {
      this.findings.add('event-surplus', `Event ${id} has no leaf and does not wait for one.`, null, id);
    }
  }

  async #judgePending(): Promise<void> {
    for (const { index, event_id: id } of await this.rows.pendingLeaves()) {
      this.findings.add('pending', `Event ${id} (leaf ${index}) has its leaf and waits for one.`, index, id);
    }
    for (const { event_id: id } of await this.rows.pendingWithoutEvent()) {
      this.findings.add('pending', `Event ${id} waits for a leaf and does not exist.`, null, id);
    }
    await this.rows.eachWaiting(record => {
      this.#judge.judgeWaiting(record);
    });
  }

  /** Events may be gone only when the months that the owner keeps them are over. */
  async #judgePruning(): Promise<void> {
    const { pruned_to: prunedTo } = this.head;
    if (!this.options.at || prunedTo === 0) return;
    const { keptMonths, lastId } = await this.rows.pruning(prunedTo);
    const why = lastId === null ? null : whyTooEarly(lastId, keptMonths, this.options.at);
    if (why !== null) this.findings.add('pruned-to', `The log is pruned up to ${prunedTo}, ${why}.`);
  }

  /** The findings, with the event at each leaf that is named. */
  async #named(): Promise<Finding[]> {
    const findings = this.findings.list();
    const unnamed = findings.flatMap(({ leafIndex, eventId }) =>
      eventId === null && leafIndex !== null ? [leafIndex] : [],
    );
    if (unnamed.length === 0) return [...findings];
    const rows = await this.rows.eventIds(unnamed);
    const ids = new Map(rows.map(({ index, event_id }) => [index, event_id]));
    return findings.map(finding => ({ ...finding, eventId: finding.eventId ?? ids.get(finding.leafIndex) ?? null }));
  }
}

/** Hexadecimal digits of a UUIDv7 that hold its milliseconds (RFC 9562 §5.7). */
const TIME_DIGITS = 12;

/** What speaks against the pruning of an event that was kept so many months; null where nothing does. */
function whyTooEarly(eventId: string, keptMonths: number | null, at: Date): string | null {
  if (keptMonths === null) return 'and nothing says how long its events are kept';
  return isYoungerThan(eventId, keptMonths, at) ? `although not all of that is ${keptMonths} months old` : null;
}

function isYoungerThan(eventId: string, months: number, at: Date): boolean {
  const recordedAtMs = Number.parseInt(eventId.replaceAll('-', '').slice(0, TIME_DIGITS), 16);
  const over = new Date(at);
  over.setUTCMonth(over.getUTCMonth() - months);
  return recordedAtMs > over.getTime();
}
