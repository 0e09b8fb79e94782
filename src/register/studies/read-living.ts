import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { AppAbility } from '../../access/index.js';
import type { Day } from '../../kernel/calendar.js';
import { StudiedCalls } from '../../recordings/index.js';
import type { Cell } from './cell.js';
import { groupOf } from './grouping.js';
import { mergeSmall } from './merge-small.js';
import type { AskedStudy } from './study-period.js';
import { sumOf, type Tally } from './tally.js';

/** What is counted, by group, and what there is to ask for by itself. */
export interface CountedGroups {
  readonly groups: ReadonlyMap<string, Tally>;
  readonly queues: readonly string[];
  readonly units: readonly string[];
}

/** Counts the living history in the same cells in which it is kept: what one of the two does not tell, the other does not either. */
@Injectable()
export class ReadLiving {
  constructor(private readonly calls: StudiedCalls) {}

  async execute(asked: AskedStudy, ability: AppAbility, today: Day): Promise<CountedGroups> {
    const fine = await this.calls.cells(asked.from, asked.through, today);
    const seen = [...Map.groupBy(fine, ({ day }) => day).values()]
      .flatMap(mergeSmall)
      .filter(({ queue, unit }) => ability.can('read', subject('ServiceLevelStudy', { queue, unit })));
    const wanted = seen.filter(
      cell => (asked.queue ?? cell.queue) === cell.queue && (asked.unit ?? cell.unit) === cell.unit,
    );
    const groups = [...Map.groupBy(wanted, cell => groupOf(asked.group, cell))];
    return {
      groups: new Map(groups.map(([key, cells]) => [key, sumOf(cells.map(tallyOf))])),
      queues: [...new Set(seen.map(({ queue }) => queue))],
      units: [...new Set(seen.map(({ unit }) => unit))],
    };
  }
}

function tallyOf({ waitsMs, talksMs, ...counts }: Cell): Tally {
  const kept = new Map<number, number>();
  return { ...counts, waits: { exactMs: waitsMs, kept }, talks: { exactMs: talksMs, kept } };
}
