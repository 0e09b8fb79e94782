import type { Reach } from '../../access/index.js';
import { filterSql, type ListQuery } from './list-query.js';
import type { PersonCriteria } from './person-criteria.js';

/**
 * Recordings within `within` that fit the criteria, newest first, at most `limit`. The parties come first, then their calls: without the
 * arrays the planner may walk through all recordings to find few of them.
 * @param anyOf for each personal field the values of its terms; a party fits that has a value of every term of one field
 */
export function callsQuery(
  within: Reach,
  { as, agentStaffId: agent, unit, from, to, ticket }: PersonCriteria,
  anyOf: readonly (readonly (readonly Buffer[])[])[],
  limit: number,
): ListQuery {
  const values = [...within.values];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    `(${within.sql})`,
    ...filterSql({ agent, unit, from, to, ticket }, place),
    ...(anyOf.length === 0 ? [] : [`contact_id = any(array(${contactsSql(as, anyOf, place)}))`]),
  ];
  const text = `
    select id, contact_id as "contactId", ended_at as "endedAt", queue from recording
    where ${conditions.join(' and ')} order by ended_at desc, id desc limit ${place(limit)}`;
  return { statement: { name: 'calls-of-person', text, onceOnly: true }, values };
}

type Place = (value: unknown) => string;

function contactsSql(as: PersonCriteria['as'], anyOf: Parameters<typeof callsQuery>[2], place: Place): string {
  const parties = anyOf.map(terms => `(${terms.map(term => partiesSql(term, place)).join(' intersect ')})`);
  return `select contact_id from contact_party
    where kind = ${place(as)} and id = any(array(${parties.join(' union ')}))`;
}

function partiesSql(values: readonly Buffer[], place: Place): string {
  return `select party_id from party_index where value = any(${place(values)}::bytea[])`;
}
