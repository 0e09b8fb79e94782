import type { Alternatives, Comparison } from './value-filter.js';
import { ENTERPRISE } from './said-of-user.js';
import { invalidFilter } from './scim-faults.js';

/** A part of a statement with `?` for each of its values, in their order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

type Kind = 'text' | 'exact' | 'flag' | 'instant' | 'member' | 'email';

/** What can be asked for, by the path in lower case, and where it is. */
export type Searchable = ReadonlyMap<string, Place>;

interface Place {
  readonly kind: Kind;
  readonly column: string;
}

const enterprise = (path: string): string => `attributes #>> '{${ENTERPRISE},${path}}'`;

/** Of users (`directory_user`). */
export const USERS_BY: Searchable = new Map([
  ['id', { kind: 'exact', column: 'staff_id::text' }],
  ['username', { kind: 'text', column: 'user_name' }],
  ['externalid', { kind: 'exact', column: 'external_id' }],
  ['active', { kind: 'flag', column: 'active' }],
  ['displayname', { kind: 'text', column: `attributes ->> 'displayName'` }],
  ['title', { kind: 'text', column: `attributes ->> 'title'` }],
  ['name.familyname', { kind: 'text', column: `attributes #>> '{name,familyName}'` }],
  ['name.givenname', { kind: 'text', column: `attributes #>> '{name,givenName}'` }],
  ['emails', { kind: 'email', column: 'value' }],
  ['emails.value', { kind: 'email', column: 'value' }],
  ['emails.type', { kind: 'email', column: 'type' }],
  ['department', { kind: 'text', column: enterprise('department') }],
  ['division', { kind: 'text', column: enterprise('division') }],
  ['manager', { kind: 'exact', column: enterprise('manager,value') }],
  ['manager.value', { kind: 'exact', column: enterprise('manager,value') }],
  ['meta.created', { kind: 'instant', column: 'created_at' }],
  ['meta.lastmodified', { kind: 'instant', column: 'last_modified_at' }],
]);

/** Of groups (`directory_group`). */
export const GROUPS_BY: Searchable = new Map([
  ['id', { kind: 'exact', column: 'id::text' }],
  ['displayname', { kind: 'text', column: 'display_name' }],
  ['externalid', { kind: 'exact', column: 'external_id' }],
  ['members', { kind: 'member', column: 'staff_id::text' }],
  ['members.value', { kind: 'member', column: 'staff_id::text' }],
  ['meta.created', { kind: 'instant', column: 'created_at' }],
  ['meta.lastmodified', { kind: 'instant', column: 'last_modified_at' }],
]);

/**
 * A filter as a condition.
 * @throws DomainError `scim-invalid-filter` for what cannot be asked for
 */
export function conditionOf(alternatives: Alternatives, searchable: Searchable): Condition {
  return joined(
    alternatives.map(all => allOf(all, searchable)),
    ' or ',
  );
}

/** A comparison and where what it asks for is. */
interface Asked extends Place {
  readonly one: Comparison;
}

/** Comparisons of one address belong together: its type and its value are those of the same one. */
function allOf(all: readonly Comparison[], searchable: Searchable): Condition {
  const asked = all.map(one => ({ one, ...placeOf(one, searchable) }));
  const plain = asked.filter(({ kind }) => kind !== 'email').map(plainCondition);
  const emails = asked.filter(({ kind }) => kind === 'email');
  if (emails.length === 0) return joined(plain, ' and ');
  const ofOne = emails.map(({ one, column }) => textCondition(`email ->> '${column}'`, one));
  return joined([...plain, anyEmail(joined(ofOne, ' and '))], ' and ');
}

function placeOf({ path }: Comparison, searchable: Searchable): Place {
  const place = searchable.get(path);
  if (!place) throw invalidFilter();
  return place;
}

function anyEmail({ sql, values }: Condition): Condition {
  const emails = `jsonb_array_elements(coalesce(attributes -> 'emails', '[]'::jsonb)) as email`;
  return { sql: `exists (select 1 from ${emails} where ${sql})`, values };
}

function plainCondition({ kind, column, one }: Asked): Condition {
  if (one.operator === 'pr') return { sql: kind === 'member' ? memberOf('true') : `${column} is not null`, values: [] };
  if (kind === 'flag') return { sql: `${column} = ?`, values: [flagOf(one)] };
  if (kind === 'instant') return instantCondition(column, one);
  if (kind === 'text') return textCondition(column, one);
  const { sql, values } = { sql: `${column} = ?`, values: [textOf(only(one, 'eq'))] };
  return { sql: kind === 'member' ? memberOf(sql) : sql, values };
}

function memberOf(sql: string): string {
  return `exists (select 1 from directory_group_member where group_id = directory_group.id and ${sql})`;
}

/** Without case (RFC 7643 §2.2: `caseExact` false). */
function textCondition(column: string, one: Comparison): Condition {
  if (one.operator === 'pr') return { sql: `${column} is not null`, values: [] };
  const value = textOf(one).toLowerCase();
  if (one.operator === 'eq') return { sql: `lower(${column}) = ?`, values: [value] };
  const pattern = LIKE[one.operator]?.(value.replace(/[\\%_]/g, '\\$&'));
  if (pattern === undefined) throw invalidFilter();
  return { sql: `lower(${column}) like ?`, values: [pattern] };
}

const LIKE: Readonly<Record<string, (text: string) => string>> = {
  co: text => `%${text}%`,
  sw: text => `${text}%`,
  ew: text => `%${text}`,
};

const ORDER: Readonly<Record<string, string>> = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' };

function instantCondition(column: string, one: Comparison): Condition {
  const [order, at] = [ORDER[one.operator], new Date(textOf(one))];
  if (order === undefined || Number.isNaN(at.getTime())) throw invalidFilter();
  return { sql: `${column} ${order} ?`, values: [at] };
}

/** Entra ID may write a boolean as a text. */
function flagOf(one: Comparison): boolean {
  const text = String(only(one, 'eq').value).toLowerCase();
  if (text !== 'true' && text !== 'false') throw invalidFilter();
  return text === 'true';
}

function textOf({ value }: Comparison): string {
  if (typeof value !== 'string') throw invalidFilter();
  return value;
}

function only(one: Comparison, operator: string): Comparison {
  if (one.operator !== operator) throw invalidFilter();
  return one;
}

function joined(conditions: readonly Condition[], by: ' and ' | ' or '): Condition {
  if (conditions.length === 0) throw invalidFilter();
  return { sql: `(${conditions.map(({ sql }) => sql).join(by)})`, values: conditions.flatMap(({ values }) => values) };
}
