import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { POLICY_VERSION } from '../kernel/policy-version.js';
import { Database, type EntityManager, type Statement } from '../platform/database/index.js';
import { AuditTexts } from './audit-texts.js';
import { leafOf, type CommittedText, type EventDraft } from './event.js';

/** The way into the log. An event that cannot be written is an error of the caller's act: no event, no effect. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly texts: AuditTexts,
  ) {}

  /** Records `draft` in the transaction of the change that it tells of. Returns the event's id. */
  async record(em: EntityManager, draft: EventDraft): Promise<string> {
    const { id, values, committed, at } = this.#prepare(draft);
    await this.texts.keep(em, id, at, committed);
    await em.execute(INSERT_EVENT_IN_TRANSACTION, [...values, id]);
    return id;
  }

  /** Records a read, a refusal or a failure in a transaction of its own, committed when this returns. */
  async recordAlone(draft: EventDraft): Promise<string> {
    if (draft.texts || draft.searched) return this.database.transaction(em => this.record(em, draft));
    const { id, values } = this.#prepare(draft);
    await this.database.query(INSERT_EVENT, values);
    return id;
  }

  /**
   * Runs `effect` and records `draft` in one statement and one commit. `effect` is a data-modifying statement with
   * `returning`; when it touches no row, nothing is recorded. Its parameters come first.
   * @returns the rows that `effect` returned
   */
  async recordWith<Row extends object>(
    effect: Statement,
    values: readonly unknown[],
    draft: EventDraft,
  ): Promise<Row[]> {
    const prepared = this.#prepare(draft);
    return this.database.query<Row>(together(effect, values.length), [...values, ...prepared.values]);
  }

  /**
   * Records that something is read and reads it, in one statement and one commit: the event is durable before a row
   * leaves the database. `select` is a plain query; its parameters come first.
   */
  async readWith<Row extends object>(select: Statement, values: readonly unknown[], draft: EventDraft): Promise<Row[]> {
    const prepared = this.#prepare(draft);
    return this.database.query<Row>(readTogether(select, values.length), [...values, ...prepared.values]);
  }

  #prepare(draft: EventDraft): PreparedEvent {
    const at = this.clock.now();
    const id = newId(at);
    const { bytes, committed } = leafOf(id, at, POLICY_VERSION, draft);
    const { action, outcome = 'done', actor, recordingId = null, concernsStaffId = null, purpose = null } = draft;
    const values = [id, at, action, outcome, actor.kind, actor.id, recordingId, concernsStaffId, purpose, bytes];
    return { id, at, values, committed };
  }
}

interface PreparedEvent {
  readonly id: string;
  readonly at: Date;
  readonly values: readonly unknown[];
  readonly committed: readonly CommittedText[];
}

const COLUMNS =
  'id, recorded_at, action, outcome, actor_kind, actor_id, recording_id, concerns_staff_id, purpose, leaf';
const TYPES = ['uuid', 'timestamptz', 'text', 'text', 'text', 'uuid', 'uuid', 'uuid', 'text', 'bytea'];

const INSERT_EVENT_IN_TRANSACTION = `
  with event as (insert into audit_event (${COLUMNS}) values (${TYPES.map(() => '?').join(', ')}))
  insert into audit_pending (event_id) values (?)`;

const INSERT_EVENT: Statement = {
  name: 'audit-event-insert',
  text: `
    with event as (insert into audit_event (${COLUMNS}) values (${placeholders(0)}) returning id)
    insert into audit_pending (event_id) select id from event`,
};

const combined = new Map<string, Statement>();

function together(effect: Statement, parameters: number): Statement {
  const known = combined.get(effect.name);
  if (known) return known;
  const text = `
    with effect as (${effect.text}),
    event as (insert into audit_event (${COLUMNS}) select ${placeholders(parameters)} where exists (select from effect) returning id),
    pending as (insert into audit_pending (event_id) select id from event)
    select * from effect`;
  const statement = { name: `${effect.name}-with-event`, text };
  combined.set(effect.name, statement);
  return statement;
}

function readTogether(select: Statement, parameters: number): Statement {
  const text = `
    with event as (insert into audit_event (${COLUMNS}) values (${placeholders(parameters)}) returning id),
    pending as (insert into audit_pending (event_id) select id from event)
    ${select.text}`;
  return { ...select, name: `${select.name}-with-event`, text };
}

function placeholders(after: number): string {
  return TYPES.map((type, place) => `$${after + place + 1}::${type}`).join(', ');
}
