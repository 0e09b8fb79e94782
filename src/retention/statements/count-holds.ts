import { Injectable } from '@nestjs/common';
import { CountUses, type AuditAction } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { UnitsByDay, type UnitsOfDay } from '../../recordings/index.js';
import type { StatementSpan } from './statement-span.js';
import type { Statement } from './statements.schemas.js';

type Held = Statement['held'];

const DECISIONS = [
  ...(['hold.requested', 'hold.approved', 'hold.refused'] as const),
  ...(['hold.released', 'hold.lapsed', 'hold.ended'] as const),
] satisfies readonly AuditAction[];

/** Counts what is held and why, and what was decided about it in a month. */
@Injectable()
export class CountHolds {
  constructor(
    private readonly uses: CountUses,
    private readonly units: UnitsByDay,
    private readonly clock: Clock,
  ) {}

  async execute({ begins, ends }: StatementSpan): Promise<Held> {
    const days = await this.units.since(helsinkiDay(this.clock.now()));
    const acts = await this.uses.acts(DECISIONS, begins, ends);
    return {
      recordingsNow: sumOf(days, ({ held }) => held),
      recordingsNowFor: {
        complaint: sumOf(days, day => day.heldForComplaint),
        training: sumOf(days, day => day.heldForTraining),
        'rights-request': sumOf(days, day => day.heldForRightsRequest),
      },
      decisions: acts.map(({ action, kind, times }) => ({ decision: action.replace('hold.', ''), kind, times })),
    };
  }
}

function sumOf(days: readonly UnitsOfDay[], count: (day: UnitsOfDay) => number): number {
  return days.reduce((sum, day) => sum + count(day), 0);
}
