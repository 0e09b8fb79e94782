import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { lengthOf, RetentionRules } from '../../recordings/index.js';
import { previewMoves, type AlikeRecordings } from './preview-moves.js';
import type { RulePreview } from './rules.schemas.js';

/** Tells what a version of the rule would move, without moving anything. */
@Injectable()
export class PreviewRule {
  constructor(
    private readonly database: Database,
    private readonly rules: RetentionRules,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  async execute(version: number): Promise<RulePreview> {
    const row = await this.rules.one(version);
    if (!row) throw notFound();
    const { kind, days, months = null } = row;
    const today = helsinkiDay(this.clock.now());
    const values = [version, today, row.appliesToEarlier, row.inForceFrom];
    const groups = await this.database.query<AlikeRow>(ALIKE, values);
    const { moves, ...counts } = previewMoves(groups.map(alikeOf), lengthOf({ kind, days, months }), today);
    return { version, asOf: today, ...counts, moves: [...moves] };
  }
}

interface AlikeRow {
  readonly ended_on: string;
  readonly ordinary_due_on: string;
  readonly due_on: string;
  readonly held_until: string | null;
  readonly recordings: number;
}

function alikeOf(row: AlikeRow): AlikeRecordings {
  return {
    endedOn: parseDay(row.ended_on),
    ordinaryDueOn: parseDay(row.ordinary_due_on),
    dueOn: parseDay(row.due_on),
    heldUntil: row.held_until === null ? null : parseDay(row.held_until),
    recordings: row.recordings,
  };
}

/** The same recordings as the application of the rule will find, by what the rule depends on. */
const ALIKE: Statement = {
  name: 'retention-rule-alike',
  text: `
    select ended_on, ordinary_due_on, due_on, held_until, count(*)::int as recordings
    from (
      select (r.ended_at at time zone 'Europe/Helsinki')::date as ended_on, r.ordinary_due_on, r.due_on,
        (select max(h.until_on) from hold h where h.recording_id = r.id and h.until_on >= $2
           and (h.state = 'active' or (h.state = 'requested' and h.provisional))) as held_until
      from recording r where r.rule_version < $1 and r.due_on >= $2
    ) there
    where $3::boolean or ended_on >= $4::date
    group by ended_on, ordinary_due_on, due_on, held_until`,
};
