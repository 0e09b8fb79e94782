import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Config, type SiemSettings } from '../../platform/config/index.js';
import { Database, type Run, type Statement } from '../../platform/database/index.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { sendSyslog } from './send-syslog.js';
import { syslogFrame, syslogMessage, type StreamedEvent } from './syslog-message.js';

/** Leaves of one connection: at most 4 MiB, and much less as a rule. */
const BATCH = 256;

/**
 * Tells the log to a receiver outside, in the order of its leaves and each at least once: the cursor moves when the receiver has
 * confirmed. Any number of instances may; one at a time sends.
 */
@Injectable()
export class StreamLog {
  readonly #siem: SiemSettings | null;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {
    this.#siem = config.siem;
  }

  /**
   * Sends what the log has grown by, batch after batch. Returns how many leaves the receiver has confirmed.
   * @throws DomainError `siem-away`, `log-stream-gap` where leaves are there and their events are not
   */
  async execute(): Promise<number> {
    const siem = this.#siem;
    if (siem === null) return 0;
    await this.#begin(destinationOf(siem));
    for (let sent = 0; ;) {
      await this.#passOverPruned(destinationOf(siem));
      const batch = await this.database.statements(run => this.#batch(run, siem));
      sent += batch;
      if (batch < BATCH) return sent;
    }
  }

  async #batch(run: Run, siem: SiemSettings): Promise<number> {
    const destination = destinationOf(siem);
    const [claimed] = await run<{ next: number; size: number }>(CLAIM, [destination]);
    if (!claimed) return 0;
    const events = await run<StreamedEvent>(READ, [claimed.next, BATCH]);
    if (events.length === 0 && claimed.next >= claimed.size) return 0;
    if (events.length === 0 || events.some(({ index }, place) => index !== claimed.next + place)) throw gap();
    const origin = { hostname: hostname(), enterpriseNumber: siem.enterpriseNumber };
    await sendSyslog(siem, Buffer.concat(events.map(event => syslogFrame(syslogMessage(event, origin)))));
    // A crash here leaves the cursor where it was: the receiver gets the same leaves once more.
    await run(DONE, [destination, claimed.next + events.length, this.clock.now()]);
    return events.length;
  }

  /** A stream that begins is an event, and begins with the first one that is kept. */
  async #begin(destination: string): Promise<void> {
    const [known] = await this.database.query<object>(KNOWN, [destination]);
    if (known) return;
    await this.database.transaction(async em => {
      const [begun] = await em.execute<{ from: string }[]>(BEGIN, [destination, this.clock.now()]);
      if (!begun) return;
      const facts = { destination, from: Number(begun.from) };
      await this.trail.record(em, { action: 'log-stream.begun', actor: THE_SYSTEM, facts });
    });
  }

  /** Events whose time was over before the receiver took them are not there to be sent; that is on record. */
  async #passOverPruned(destination: string): Promise<void> {
    const [behind] = await this.database.query<object>(BEHIND, [destination]);
    if (!behind) return;
    await this.database.transaction(async em => {
      const [moved] = await em.execute<{ before: string; after: string }[]>(PASS_OVER, [destination]);
      if (!moved) return;
      const facts = { destination, from: Number(moved.before), to: Number(moved.after), because: 'pruned' };
      await this.trail.record(em, { action: 'log-stream.moved', actor: THE_SYSTEM, facts });
    });
  }
}

/** How a receiver is called in the database and in the log. */
export function destinationOf({ host, port }: SiemSettings): string {
  return `${host}:${port}`;
}

function gap(): DomainError {
  return new DomainError(
    'unavailable',
    'log-stream-gap',
    'Events of the tree are missing; nothing after them is sent.',
  );
}

const KNOWN: Statement = { name: 'log-stream-known', text: 'select from log_stream where destination = $1' };

const BEGIN = `
  insert into log_stream (destination, next_index, begun_at)
  select ?, pruned_to, ? from audit_head on conflict do nothing returning next_index as "from"`;

const BEHIND: Statement = {
  name: 'log-stream-behind',
  text: 'select from log_stream s, audit_head h where s.destination = $1 and s.next_index < h.pruned_to',
};

const PASS_OVER = `
  update log_stream s set next_index = h.pruned_to
  from audit_head h, (select destination, next_index from log_stream where destination = ? for update) o
  where s.destination = o.destination and o.next_index < h.pruned_to
  returning o.next_index as before, s.next_index as after`;

/** No row where another instance is at it. */
const CLAIM: Statement = {
  name: 'log-stream-claim',
  text: `
    select s.next_index as next, h.size from log_stream s, audit_head h where s.destination = $1 for update of s skip locked`,
};

/** What is in the signed tree; an event that is gone leaves a gap in the indexes. */
const READ: Statement = {
  name: 'log-stream-read',
  text: `
    select l.index, e.id, e.action, e.outcome, e.recorded_at as "recordedAt", e.leaf
    from audit_leaf l join audit_event e on e.id = l.event_id
    where l.index >= $1 and l.index < least($1::bigint + $2, (select size from audit_head))
    order by l.index`,
};

const DONE: Statement = {
  name: 'log-stream-done',
  text: 'update log_stream set next_index = $2, sent_at = $3 where destination = $1',
};
