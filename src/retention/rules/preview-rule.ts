import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, startOfDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { lengthOf, RetentionRules, ruleForCall, RuleInForce, type AdoptedRule } from '../../recordings/index.js';
import { firstDifference } from './first-difference.js';
import { previewMoves, type AlikeRecordings } from './preview-moves.js';
import type { RulePreview } from './rules.schemas.js';

/** Tells what a version of the rule would move, without moving anything. */
@Injectable()
export class PreviewRule {
  constructor(
    private readonly database: Database,
    private readonly rules: RetentionRules,
    private readonly inForce: RuleInForce,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  async execute(version: number): Promise<RulePreview> {
    const row = await this.rules.one(version);
    if (!row) throw notFound();
    const { appliesToEarlier, inForceFrom } = row;
    const terms = { rule: lengthOf(row), appliesToEarlier, inForceFrom: parseDay(inForceFrom) };
    return { version, ...(await this.#preview(terms, version)) };
  }

  /** The same of a rule that nobody has proposed yet. */
  async ofTerms(terms: PreviewedTerms): Promise<RulePreview> {
    return { version: null, ...(await this.#preview(terms, NEWER_THAN_ALL)) };
  }

  async #preview(terms: PreviewedTerms, version: number): Promise<Omit<RulePreview, 'version'>> {
    const { rule, appliesToEarlier, inForceFrom } = terms;
    const today = helsinkiDay(this.clock.now());
    const groups = await this.database.query<AlikeRow>(ALIKE, [version, today, appliesToEarlier, inForceFrom]);
    const { moves, ...counts } = previewMoves(groups.map(alikeOf), rule, today);
    const earlier = (await this.inForce.adopted()).filter(one => one.version < version);
    const from = appliesToEarlier || inForceFrom < today ? today : inForceFrom;
    // before the first rule calls were kept by none that it could differ from
    const firstCalls = earlier.length === 0 ? null : firstDifference(ruleOf(earlier), rule, from);
    return { asOf: today, ...counts, moves: [...moves], firstCalls };
  }
}

/** What a preview depends on. */
export interface PreviewedTerms {
  readonly rule: RetentionRule;
  readonly inForceFrom: Day;
  readonly appliesToEarlier: boolean;
}

/** The greatest number that the column of a version can have. */
const NEWER_THAN_ALL = 2 ** 31 - 1;

/** By which of `rules` the calls of a day are kept, seen on that day. */
function ruleOf(rules: readonly AdoptedRule[]): (endedOn: Day) => RetentionRule {
  return endedOn => {
    const at = startOfDay(endedOn);
    return ruleForCall(rules, at, at).rule;
  };
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
