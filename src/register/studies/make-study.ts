import { Injectable } from '@nestjs/common';
import type { AppAbility } from '../../access/index.js';
import { addDays, type Day } from '../../kernel/calendar.js';
import { StudiedCalls } from '../../recordings/index.js';
import { ERROR_BOUND } from './buckets.js';
import { FEWEST } from './cell.js';
import { hideSmall, type ShownCounts } from './hide-small.js';
import { ReadDaily } from './read-daily.js';
import { ReadLiving, type CountedGroups } from './read-living.js';
import type { AskedStudy } from './study-period.js';
import type { ServiceLevelStudy, StudyFigures } from './study.schemas.js';
import { percentilesOf, sumOf, type Tally } from './tally.js';

const NO_GROUPS: CountedGroups = { groups: new Map(), queues: [], units: [] };

/** Makes the figures of a study: of days whose calls live from their history, of those before from the daily figures. */
@Injectable()
export class MakeStudy {
  constructor(
    private readonly calls: StudiedCalls,
    private readonly living: ReadLiving,
    private readonly daily: ReadDaily,
  ) {}

  async execute(asked: AskedStudy, ability: AppAbility, today: Day): Promise<ServiceLevelStudy> {
    const { before, since } = periodsOf(asked, await this.calls.livingFrom(today));
    const parts = [
      before ? await this.daily.execute({ ...asked, ...before }, ability) : NO_GROUPS,
      since ? await this.living.execute({ ...asked, ...since }, ability, today) : NO_GROUPS,
    ];
    const isKept = (parts[0]?.groups.size ?? 0) > 0;
    const { group, from, through, queue, unit } = asked;
    return {
      ...{ from, through, group, queue, unit },
      living: since,
      daily: before && { ...before, without: await this.daily.without(before) },
      ...{ errorBound: isKept ? ERROR_BOUND : 0, fewest: FEWEST },
      ...figuresOf(parts),
      queues: namesOf(parts.flatMap(({ queues }) => queues)),
      units: namesOf(parts.flatMap(({ units }) => units)),
    };
  }
}

function periodsOf({ from, through }: AskedStudy, livingFrom: Day | null) {
  if (livingFrom === null || through < livingFrom) return { before: { from, through }, since: null };
  if (from >= livingFrom) return { before: null, since: { from, through } };
  return { before: { from, through: addDays(livingFrom, -1) }, since: { from: livingFrom, through } };
}

function figuresOf(parts: readonly CountedGroups[]): Pick<ServiceLevelStudy, 'rows' | 'total'> {
  const keys = [...new Set(parts.flatMap(({ groups }) => [...groups.keys()]))].sort(byKey);
  const tallies = keys.map(key => sumOf(parts.flatMap(({ groups }) => groups.get(key) ?? [])));
  const all = sumOf(tallies);
  const shown = hideSmall(tallies, all);
  return {
    rows: tallies.flatMap((tally, n) => {
      const [key, counts] = [keys[n], shown.groups[n]];
      return key === undefined || !counts ? [] : [{ key, ...shownFigures(counts, tally) }];
    }),
    total: shownFigures(shown.total, all),
  };
}

function shownFigures(counts: ShownCounts, { waits, talks }: Tally): StudyFigures {
  const { calls, answered, waited, numbered, repeated, ticketed } = counts;
  return {
    ...{ calls, answered, waited, numbered, repeated, ticketed },
    ...{ waiting: percentilesOf(waits), talking: percentilesOf(talks) },
  };
}

/** What is not told apart comes last. */
function byKey(one: string, other: string): number {
  if (one === '' || other === '') return Number(one === '') - Number(other === '');
  return one.localeCompare(other, 'fi');
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names)].filter(name => name !== '').sort((one, other) => one.localeCompare(other, 'fi'));
}
