import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Channel } from '../ingest/deliverer.js';
import type { Direction } from '../recording.entity.js';
import type { ArrivalOutcome } from './arrival.entity.js';
import { rememberedThrough } from './end-line.js';

/** What is known of an arrival at this moment. */
export interface ArrivalNews {
  readonly source: string;
  readonly externalId: string;
  readonly channel: Channel;
  readonly outcome: ArrivalOutcome;
  readonly reason?: string;
  /** Of the call, where it is known. */
  readonly call?: {
    readonly startedAt: Date;
    readonly endedAt: Date;
    readonly queue: string;
    readonly unit: string;
    readonly direction: Direction;
    readonly linkedId?: string | undefined;
    readonly sequence?: number | undefined;
  } | null;
  /** Whether this news is a CDR, or audio, or both. */
  readonly announced: boolean;
  readonly audio: boolean;
  readonly unitId?: string | null;
  readonly dueOn?: Day;
}

/** Keeps the account of what sources have announced and delivered, one line for each (source, external id). */
@Injectable()
export class Arrivals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Writes news down in the transaction that makes them true. A refusal never takes the place of what was filed before. */
  async note(em: EntityManager, news: ArrivalNews): Promise<void> {
    await em.execute(NOTE, this.#values(news));
  }

  /** The same by itself: a refusal, which changes nothing else. */
  async noteAlone(news: ArrivalNews): Promise<void> {
    await this.database.transaction(em => this.note(em, news));
  }

  #values({ source, externalId, channel, outcome, reason = '', call, announced, audio, unitId, dueOn }: ArrivalNews) {
    const now = this.clock.now();
    const callOn = call ? helsinkiDay(call.endedAt) : helsinkiDay(now);
    // What is awaited is missing still when its item has had its day.
    const endsOn = (outcome === 'awaited' ? undefined : dueOn) ?? rememberedThrough(helsinkiDay(now));
    const about = [call?.startedAt ?? null, callOn, call?.queue ?? '', call?.sequence ?? null];
    const whole = call ? [call.direction, call.unit, call.linkedId ?? externalId] : ['', '', ''];
    const when = [announced ? now : null, audio ? now : null];
    return [source, externalId, channel, ...about, ...when, outcome, reason, unitId ?? null, now, endsOn, ...whole];
  }
}

/** Whether what became of a line stays so: a later refusal, or a later announcement of what is here, does not undo it. */
const STAYS = `excluded.outcome in ('refused', 'awaited') and a.outcome <> 'awaited'
      and not (excluded.outcome = 'awaited' and a.outcome = 'refused' and a.audio_at is null)`;

/** What came first is not forgotten by what comes later. An announcement that was refused gives way to one that is taken. */
const NOTE = `
  insert into arrival as a (source, external_id, channel, started_at, call_on, queue, sequence, announced_at, audio_at, outcome,
    reason, unit_id, seen_at, ends_on, direction, unit, linked_id)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (source, external_id) do update set
    started_at = coalesce(excluded.started_at, a.started_at),
    call_on = case when excluded.started_at is null then a.call_on else excluded.call_on end,
    queue = case when excluded.queue = '' then a.queue else excluded.queue end,
    direction = coalesce(nullif(excluded.direction, ''), a.direction),
    unit = coalesce(nullif(excluded.unit, ''), a.unit),
    linked_id = coalesce(nullif(excluded.linked_id, ''), a.linked_id),
    sequence = coalesce(excluded.sequence, a.sequence),
    announced_at = coalesce(a.announced_at, excluded.announced_at),
    audio_at = coalesce(a.audio_at, excluded.audio_at),
    outcome = case when ${STAYS} then a.outcome else excluded.outcome end,
    reason = case when ${STAYS} then a.reason else excluded.reason end,
    unit_id = coalesce(excluded.unit_id, a.unit_id),
    ends_on = greatest(a.ends_on, excluded.ends_on)`;
