import type { Fact } from '../../audit/index.js';
import { searchTerms, type PartyFields } from '../party-fields.js';

/** As what somebody is looked for in calls: who called, whom the call was about, or who took it. */
export const SOUGHT_AS = ['caller', 'patient', 'employee'] as const;
export type SoughtAs = (typeof SOUGHT_AS)[number];

/**
 * Who is looked for. A call is theirs if any one of the personal fields fits a party of it; of a name, all of its words. The
 * other criteria narrow that down. An employee is looked for by the staff id alone.
 */
export interface PersonCriteria extends Omit<PartyFields, 'organisation'> {
  readonly as: SoughtAs;
  readonly unit?: string | undefined;
  /** An instant, or a day of Europe/Helsinki. */
  readonly from?: Date | string | undefined;
  /** An instant (excluded), or a day (included). */
  readonly to?: Date | string | undefined;
  readonly ticket?: string | undefined;
  readonly agentStaffId?: string | undefined;
}

/** The terms of each personal field that says something, as the blind indexes know them. */
export function termsOf({ name, phone, email, personalIdentityCode }: PersonCriteria): ReturnType<typeof searchTerms> {
  return searchTerms({ name, phone, email, personalIdentityCode });
}

/** Whether a personal field was given that says nothing to search by, such as half a phone number: without it more would be found than was meant. */
export function isMisread(criteria: PersonCriteria): boolean {
  const { as, name, phone, email, personalIdentityCode } = criteria;
  const given = [{ name }, { phone }, { email }, { personalIdentityCode }].filter(field =>
    Object.values(field).some(value => value !== undefined),
  );
  return given.some(field => termsOf({ as, ...field }).length === 0);
}

/** Whether there is anything to find somebody by: a personal field, a staff id, a ticket, or a period with both ends. */
export function isSearchable(criteria: PersonCriteria): boolean {
  const { as, agentStaffId, ticket, from, to } = criteria;
  if (as === 'employee') return agentStaffId !== undefined;
  const hasPeriod = from !== undefined && to !== undefined;
  return termsOf(criteria).length > 0 || agentStaffId !== undefined || ticket !== undefined || hasPeriod;
}

/** What an event says of a search: the criteria that are not personal as facts, the personal ones as what is committed to. */
export function searchedFor(criteria: PersonCriteria): {
  readonly facts: Readonly<Record<string, Fact>>;
  readonly searched: Readonly<Record<string, string>>;
} {
  const { as, unit, ticket, agentStaffId: agent } = criteria;
  const given = { as, unit, from: momentText(criteria.from), to: momentText(criteria.to), ticket, agent };
  const facts = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const searched = termsOf(criteria).map(([kind, term], place) => [`${kind}/${place}`, term] as const);
  return { facts: Object.fromEntries(facts), searched: Object.fromEntries(searched) };
}

function momentText(moment: Date | string | undefined): string | undefined {
  return moment instanceof Date ? moment.toISOString() : moment;
}
