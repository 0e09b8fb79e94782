import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { Database, type Run, type Statement } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Reached } from '../../platform/work/index.js';
import { actorOf } from '../actor-of.js';
import { eventConditions } from '../event-conditions.js';
import { factsOfSelection } from '../list-events.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { LINE_FORMATS, type ExportedEvent, type LineFormat } from './event-line.js';
import type { NewExport } from './export.schemas.js';

/** Events that are in memory at a time; a leaf has 16 KiB at most. */
const FETCHED = 500;
/** Each keeps a connection and a snapshot of the database. */
const AT_ONCE = 2;
/** A reader who has not taken everything by then is cut off: an open snapshot keeps the database from clearing up. */
const LONGEST_MS = 30 * 60_000;

/** Takes events out of the log, as a stream: of one snapshot, in the order of the log. */
@Injectable()
export class ExportEvents {
  #running = 0;

  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Writes the export to what `begin` gives. The snapshot is older than `audit.exported`, which is committed before
   * `begin` is called: so an export holds nothing that came after its own event, and not that event either.
   * Without filters, line k is leaf k (counted from the first one that is not pruned); events that have no place yet are last.
   * @throws DomainError `too-many-exports`, `log-unavailable`; whatever the stream fails with once it has begun
   */
  async execute(
    { format, ...selection }: NewExport,
    requester: Requester,
    begin: () => Writable,
    reached: Reached,
  ): Promise<void> {
    if (this.#running >= AT_ONCE) throw tooMany();
    this.#running += 1;
    try {
      await this.database.statements(async run => {
        await run(ONE_SNAPSHOT);
        for (const declare of declarations(selection)) await run(declare.statement, declare.values);
        const facts = { ...factsOfSelection(selection), format };
        await this.trail.recordAlone({ action: 'audit.exported', actor: actorOf(requester), facts });
        const lines = Readable.from(written(run, LINE_FORMATS[format], reached), { highWaterMark: 1 });
        await pipeline(lines, begin(), { signal: AbortSignal.timeout(LONGEST_MS) });
      });
    } finally {
      this.#running -= 1;
    }
  }
}

async function* written(run: Run, format: LineFormat, reached: Reached): AsyncGenerator<Buffer> {
  let count = 0;
  if (format.head !== '') yield Buffer.from(format.head);
  for (const cursor of CURSORS) {
    for (;;) {
      const events = await run<ExportedEvent>(fetchFrom(cursor));
      if (events.length === 0) break;
      yield Buffer.concat(events.map(event => format.line(event)));
      reached((count += events.length));
    }
  }
}

const ONE_SNAPSHOT: Statement = {
  name: 'audit-export-snapshot',
  onceOnly: true,
  text: 'set transaction isolation level repeatable read, read only',
};

/** What has a place in the tree, and what has none yet. */
const CURSORS = ['placed', 'unplaced'] as const;
type Cursor = (typeof CURSORS)[number];

const SOURCES: Readonly<Record<Cursor, { select: string; from: string; order: string }>> = {
  placed: {
    select: 'l.index',
    from: 'audit_leaf l join audit_event e on e.id = l.event_id',
    order: 'l.index',
  },
  unplaced: {
    select: 'null as index',
    from: 'audit_event e join audit_pending p on p.event_id = e.id',
    order: 'e.id',
  },
};

function declarations(selection: Omit<NewExport, 'format'>): { statement: Statement; values: unknown[] }[] {
  return CURSORS.map(cursor => {
    const values: unknown[] = [];
    const conditions = eventConditions(selection, value => `$${values.push(value)}`);
    const { select, from, order } = SOURCES[cursor];
    const unplaced = 'not exists (select from audit_leaf l where l.event_id = e.id)';
    const all = cursor === 'unplaced' ? [...conditions, unplaced] : conditions;
    const text = `declare ${cursor} no scroll cursor for select ${select}, e.leaf from ${from}
      ${all.length === 0 ? '' : `where ${all.join(' and ')}`} order by ${order}`;
    return { statement: { name: `audit-export-${cursor}`, onceOnly: true, text }, values };
  });
}

function fetchFrom(cursor: Cursor): Statement {
  return { name: `audit-export-fetch-${cursor}`, onceOnly: true, text: `fetch ${FETCHED} from ${cursor}` };
}

function tooMany(): DomainError {
  return new DomainError('throttled', 'too-many-exports', 'Other exports are running; try again in a few minutes.');
}
