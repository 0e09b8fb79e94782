import { parseDay, type Day } from '../../../kernel/calendar.js';
import type { IngestOutcome } from '../delivery.js';

/** What a delivery is kept as: `unitId` null where it was refused, or where there is nothing to keep. */
export interface KeptAs {
  readonly unitId: string | null;
  readonly dueOn: Day | null;
}

export const NOTHING: KeptAs = { unitId: null, dueOn: null };

export function keptAs(outcome: IngestOutcome): KeptAs {
  const unitId = outcome.kind === 'quarantined' ? outcome.quarantineId : outcome.id;
  return { unitId, dueOn: parseDay(outcome.dueOn) };
}
