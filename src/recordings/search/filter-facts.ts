import type { Fact } from '../../audit/index.js';
import type { RecordingFilters } from '../recordings.schemas.js';

/** The filters of a list as facts of its event: none of them is personal. */
export function factsOfFilters(filters: RecordingFilters): Record<string, Fact> {
  const { from, to, queue, unit, agent, ticket, hold, limit, cursor } = filters;
  const given = { from: momentText(from), to: momentText(to), queue, unit, agent, ticket, hold };
  const present = Object.entries(given).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined);
  return { ...Object.fromEntries(present), limit, continued: cursor !== undefined };
}

function momentText(moment: Date | string | undefined): string | undefined {
  return moment instanceof Date ? moment.toISOString() : moment;
}
