import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, startOfDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { dueOn } from '../../kernel/retention-rule.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { ruleForCall, RuleInForce, type AdoptedRule } from '../../recordings/index.js';
import { dayThatIsPurged } from './day-that-is-purged.js';

/** Recordings that are alike in what their last day is counted from. */
export interface AlikeReachable {
  /** The day in Helsinki on which their calls ended. */
  readonly endedOn: Day;
  /** The last day of the longest hold that stands; null where there is none. */
  readonly heldUntil: Day | null;
  readonly recordings: number;
}

/** What can still be opened with a key, against the rule. */
export interface ReachableStanding {
  readonly recordings: number;
  /** Past the rule under a hold that stands. */
  readonly held: number;
  /** Past the rule, and no hold answers for it. */
  readonly pastRule: number;
  /** The oldest that no hold answers for; null where there is none. */
  readonly oldestEndedOn: Day | null;
}

/** Asks which recordings have a key, and counts their last day anew from the rule: not from the day that is stored beside them. */
@Injectable()
export class ReachableRecordings {
  constructor(
    private readonly database: Database,
    private readonly rules: RuleInForce,
    private readonly clock: Clock,
  ) {}

  async standing(): Promise<ReachableStanding> {
    const now = this.clock.now();
    const rows = await this.database.query<AlikeRow>(ALIKE, [helsinkiDay(now)]);
    return againstRule(rows.map(alikeOf), await this.rules.adopted(), now);
  }
}

/** Where `alike` stand against `rules` at `now`; an hour of the new day is left to the purge. */
export function againstRule(
  alike: readonly AlikeReachable[],
  rules: readonly AdoptedRule[],
  now: Date,
): ReachableStanding {
  const over = dayThatIsPurged(now);
  const isPast = ({ endedOn }: AlikeReachable) => lastDay(endedOn, rules, now) <= over;
  const isHeld = ({ heldUntil }: AlikeReachable) => heldUntil !== null && heldUntil > over;
  const free = alike.filter(one => !isHeld(one)).map(({ endedOn }) => endedOn);
  return {
    recordings: sum(alike),
    held: sum(alike.filter(one => isPast(one) && isHeld(one))),
    pastRule: sum(alike.filter(one => isPast(one) && !isHeld(one))),
    oldestEndedOn: free.reduce<Day | null>((oldest, day) => (oldest === null || day < oldest ? day : oldest), null),
  };
}

function lastDay(endedOn: Day, rules: readonly AdoptedRule[], now: Date): Day {
  const ended = startOfDay(endedOn);
  return dueOn(ended, ruleForCall(rules, ended, now).rule);
}

function sum(alike: readonly AlikeReachable[]): number {
  return alike.reduce((total, { recordings }) => total + recordings, 0);
}

interface AlikeRow {
  readonly ended_on: string;
  readonly held_until: string | null;
  readonly recordings: number;
}

function alikeOf({ ended_on, held_until, recordings }: AlikeRow): AlikeReachable {
  return { endedOn: parseDay(ended_on), heldUntil: held_until === null ? null : parseDay(held_until), recordings };
}

/** A recording is reachable while the key of its day is there; a day without a row has never had one destroyed. */
const ALIKE: Statement = {
  name: 'retention-reachable-alike',
  text: `
    select ended_on, held_until, count(*)::int as recordings
    from (
      select (r.ended_at at time zone 'Europe/Helsinki')::date as ended_on,
        (select max(h.until_on) from hold h where h.recording_id = r.id and h.until_on >= $1::date
           and (h.state = 'active' or (h.state = 'requested' and h.provisional))) as held_until
      from recording r left join due_day d on d.day = r.due_on where coalesce(d.state, 'open') <> 'destroyed'
    ) there
    group by ended_on, held_until`,
};
