import { startOfDay, type Day } from '../../kernel/calendar.js';
import { dueOn, latest, type RetentionRule } from '../../kernel/retention-rule.js';

/** Recordings that are alike as far as a rule goes. */
export interface AlikeRecordings {
  readonly endedOn: Day;
  readonly ordinaryDueOn: Day;
  readonly dueOn: Day;
  /** The latest last day of the holds in force; null where there is none. */
  readonly heldUntil: Day | null;
  readonly recordings: number;
}

/** What a rule does to recordings: how many get an earlier or later ordinary day, how many go tonight, and from where to where. */
export interface PreviewedMoves {
  readonly earlier: number;
  readonly later: number;
  readonly unchanged: number;
  readonly tonight: number;
  readonly moves: readonly { readonly from: Day; readonly to: Day; readonly recordings: number }[];
}

interface Moved extends AlikeRecordings {
  readonly ordinary: Day;
  readonly to: Day;
}

/** What `rule` would do to `groups` on `today`: what is shortened goes tonight at the earliest, and holds stay (ADR 0013). */
export function previewMoves(groups: readonly AlikeRecordings[], rule: RetentionRule, today: Day): PreviewedMoves {
  const moved = groups.map(group => movedBy(rule, group, today));
  const earlier = moved.filter(({ ordinary, ordinaryDueOn }) => ordinary < ordinaryDueOn);
  const later = moved.filter(({ ordinary, ordinaryDueOn }) => ordinary > ordinaryDueOn);
  return {
    earlier: total(earlier),
    later: total(later),
    unchanged: total(moved) - total(earlier) - total(later),
    tonight: total(earlier.filter(({ to }) => to === today)),
    moves: movesOf(moved),
  };
}

function movedBy(rule: RetentionRule, group: AlikeRecordings, today: Day): Moved {
  const ordinary = dueOn(startOfDay(group.endedOn), rule);
  const held = group.heldUntil ? [group.heldUntil] : [];
  return { ...group, ordinary, to: latest([ordinary, today, ...held]) };
}

function movesOf(moved: readonly Moved[]): PreviewedMoves['moves'] {
  const going = moved.filter(({ dueOn: from, to }) => from !== to);
  const byDays = Map.groupBy(going, ({ dueOn: from, to }) => `${from} ${to}`);
  return [...byDays.values()]
    .flatMap(group => group.slice(0, 1).map(({ dueOn: from, to }) => ({ from, to, recordings: total(group) })))
    .toSorted((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1));
}

function total(groups: readonly AlikeRecordings[]): number {
  return groups.reduce((sum, { recordings }) => sum + recordings, 0);
}
