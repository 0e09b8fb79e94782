import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager, type Run, type Statement } from '../../platform/database/index.js';
import { AuditTexts } from '../audit-texts.js';
import { commitment, type EventDraft } from '../event.js';
import { OwnEvents } from '../watch/own-events.js';
import { EVENT_COLUMNS, EVENT_NAMES, eventRow, type EventRow } from './event-row.js';
import { GroupCommit, LOG_TIMEOUT_MS, type RunGroup } from './group-commit.js';
import { forRows, INSERT_EVENTS, togetherWithEvents, type GroupedStatement, type HotEffect } from './hot-effect.js';
import { inTime } from './in-time.js';
import { readTogether } from './read-together.js';

/** The way into the log. An event that cannot be written is an error of the caller's act: no event, no effect. */
@Injectable()
export class AuditTrail {
  readonly #effects = new Map<HotEffect, GroupCommit<GroupedStatement>>();
  readonly #events: GroupCommit<GroupedStatement>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly texts: AuditTexts,
    private readonly ownEvents: OwnEvents,
  ) {
    this.#events = new GroupCommit(INSERT_EVENTS, this.#insert);
  }

  /** Records `draft` in the transaction of the change that it tells of. Returns the event's id. */
  async record(em: EntityManager, draft: EventDraft): Promise<string> {
    return (await this.#recorded(em, draft)).id;
  }

  /**
   * Records `draft` as {@link record} does. Returns what the leaf commits to its texts with, by their names, base64url: what
   * keeps one of them proves by the log what was said.
   */
  async recordCommitting(em: EntityManager, draft: EventDraft): Promise<ReadonlyMap<string, string>> {
    const { committed } = await this.#recorded(em, draft);
    return new Map(
      committed.flatMap(({ name, salt, text }) => (text === null ? [] : [[name, commitment(salt, text)] as const])),
    );
  }

  /** Records `draft`, which has no texts, in a transaction of prepared statements. */
  async recordIn(run: Run, draft: Omit<EventDraft, 'texts' | 'searched'>): Promise<void> {
    const { statement, values } = forRows(
      INSERT_EVENTS,
      eventRow(draft, this.clock.now()).values.map(value => [value]),
    );
    await run(statement, values);
  }

  /**
   * Records a read, a refusal or a failure by itself, committed when this returns.
   * @throws DomainError `log-unavailable`
   */
  async recordAlone(draft: EventDraft): Promise<string> {
    if (draft.texts || draft.searched) return inTime(this.database.transaction(em => this.record(em, draft)));
    const row = eventRow(draft, this.clock.now());
    await this.#events.add({ key: row.id, values: row.values });
    this.ownEvents.committed(row);
    return row.id;
  }

  /**
   * Has an effect and records `draft`, both or none, in one commit together with others who wait at this moment.
   * @param wanted what the effect's columns hold, in their order; the first is its key
   * @returns whether it had the effect: not so where the person is not entitled any more
   * @throws DomainError `log-unavailable`
   */
  async recordHot(
    effect: HotEffect,
    wanted: readonly [key: string, ...unknown[]],
    draft: EventDraft,
  ): Promise<boolean> {
    const row = eventRow(draft, this.clock.now());
    const hadEffect = await this.#groupsOf(effect).add({ key: wanted[0], values: [...wanted, ...row.values] });
    if (hadEffect) this.ownEvents.committed(row);
    return hadEffect;
  }

  /**
   * Records that something is read and reads it, in one statement and one commit: the event is durable before a row
   * leaves the database. `select` is a plain query; its parameters come first.
   */
  async readWith<Row extends object>(select: Statement, values: readonly unknown[], draft: EventDraft): Promise<Row[]> {
    const row = eventRow(draft, this.clock.now());
    const statement = readTogether(select, values.length);
    const limit = { timeoutMs: LOG_TIMEOUT_MS };
    const rows = await inTime(this.database.query<Row>(statement, [...values, ...row.values], limit));
    this.ownEvents.committed(row);
    return rows;
  }

  async #recorded(em: EntityManager, draft: EventDraft): Promise<EventRow> {
    const row = eventRow(draft, this.clock.now());
    await this.texts.keep(em, row.id, row.at, row.committed);
    await em.execute(INSERT_EVENT_IN_TRANSACTION, [...row.values, row.id]);
    this.database.afterCommit(em, () => {
      this.ownEvents.committed(row);
    });
    return row;
  }

  #groupsOf(effect: HotEffect): GroupCommit<GroupedStatement> {
    const known = this.#effects.get(effect) ?? new GroupCommit(togetherWithEvents(effect), this.#haveEffect);
    this.#effects.set(effect, known);
    return known;
  }

  readonly #haveEffect: RunGroup<GroupedStatement> = async (grouped, columns) => {
    const { statement, values } = forRows(grouped, columns);
    const rows = await this.database.query<{ key: string }>(statement, values, { timeoutMs: LOG_TIMEOUT_MS });
    return new Set(rows.map(({ key }) => key));
  };

  /** Plain events are written or not, all of them: their ids, the first column, are the keys. */
  readonly #insert: RunGroup<GroupedStatement> = async (grouped, columns) => {
    const { statement, values } = forRows(grouped, columns);
    await this.database.query(statement, values, { timeoutMs: LOG_TIMEOUT_MS });
    return new Set(columns[0] as readonly string[]); // recordAlone() puts the event's id there
  };
}

const INSERT_EVENT_IN_TRANSACTION = `
  with event as (insert into audit_event (${EVENT_NAMES}) values (${EVENT_COLUMNS.map(() => '?').join(', ')}))
  insert into audit_pending (event_id) values (?)`;
