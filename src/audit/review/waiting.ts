/** Where the facts of a finding live that the rules ask for. */
export const FINDING_PLACES = {
  ownerId: { sql: 'owner_id', type: 'uuid' },
  actorId: { sql: 'actor_id', type: 'uuid' },
} as const;

const BY_DAY = 'order by due_on, id';

/** Findings within a condition that nobody has settled, those that are due first before the others. */
export function unsettledFindings(within: string): string {
  return `select id::text, '' as label, due_on as on_day from finding where settled_at is null and ${within} ${BY_DAY}`;
}

/** Findings that the owner `$1` has not answered. */
export const unansweredFindings = `
  select id::text, '' as label, due_on as on_day from finding
  where settled_at is null and answered_at is null and owner_id = $1 ${BY_DAY}`;

/** Review rounds that are not closed, oldest first. */
export const openRounds = `
  select id::text, from_on || '/' || to_on as label, null::date as on_day from review_round
  where closed_at is null order by opened_at, id`;
