import { rulesToCondition } from '@casl/ability/extra';
import { CompoundCondition, FieldCondition, type Condition } from '@ucast/mongo2js';
import type { AppAbility } from './subjects.js';

/** Where a fact lives in the database: a column expression, and whether it is an array. */
export interface Column {
  readonly sql: string;
  readonly array?: boolean;
  /** Array type of the values that are compared with it, such as `text[]`. */
  readonly type: 'text' | 'uuid' | 'date' | 'boolean';
}

/** A condition in SQL; its parameters are numbered from the `$n` that {@link reach} was given. */
export interface Reach {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * The recordings on which `ability` allows `verb`, as SQL: the same rules that judge a single object in memory.
 * @param columns the fact names of a recording and where they live
 * @param after how many parameters the statement already has
 * @returns null when the rules allow it on nothing at all: then no query is made
 */
export function reach(
  ability: AppAbility,
  verb: 'list' | 'read',
  columns: Readonly<Record<string, Column>>,
  after = 0,
): Reach | null {
  const values: unknown[] = [];
  const place = (value: unknown): string => `$${after + values.push(value)}`;
  const sql = rulesToCondition(
    ability.rulesFor(verb, 'Recording'),
    rule => `${rule.inverted ? 'not ' : ''}(${rule.ast ? conditionSql(rule.ast, columns, place) : 'true'})`,
    { and: parts => joined(parts, 'and'), or: parts => joined(parts, 'or'), empty: () => 'true' },
  );
  return sql === null ? null : { sql, values };
}

type Place = (value: unknown) => string;

function conditionSql(condition: Condition, columns: Readonly<Record<string, Column>>, place: Place): string {
  if (condition instanceof CompoundCondition) return compoundSql(condition as CompoundCondition, columns, place);
  if (!(condition instanceof FieldCondition)) throw untranslatable(condition);
  const column = columns[condition.field];
  if (!column) throw untranslatable(condition);
  return column.array ? arraySql(condition, column, place) : scalarSql(condition, column, place);
}

function compoundSql(condition: CompoundCondition, columns: Readonly<Record<string, Column>>, place: Place): string {
  const parts = condition.value.map(part => conditionSql(part, columns, place));
  if (condition.operator === 'and' || condition.operator === 'or') return joined(parts, condition.operator);
  if (condition.operator === 'nor' || condition.operator === 'not') return `not ${joined(parts, 'or')}`;
  throw untranslatable(condition);
}

const COMPARISONS: Readonly<Record<string, string>> = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };

function scalarSql({ operator, value }: FieldCondition, column: Column, place: Place): string {
  if (operator === 'in') return `${column.sql} = any(${place(value)}::${column.type}[])`;
  if (operator === 'nin') return `${column.sql} <> all(${place(value)}::${column.type}[])`;
  const comparison = COMPARISONS[operator];
  if (!comparison) throw new TypeError(`The rules use ${operator}, which has no translation into SQL.`);
  return `${column.sql} ${comparison} ${place(value)}::${column.type}`;
}

function arraySql({ operator, value }: FieldCondition, column: Column, place: Place): string {
  if (operator === 'in') return `${column.sql} && ${place(value)}::${column.type}[]`;
  if (operator === 'nin') return `not ${column.sql} && ${place(value)}::${column.type}[]`;
  if (operator === 'eq') return `${place(value)}::${column.type} = any(${column.sql})`;
  throw new TypeError(`The rules use ${operator} on a list, which has no translation into SQL.`);
}

function joined(parts: readonly string[], word: 'and' | 'or'): string {
  return parts.length === 0 ? String(word === 'and') : `(${parts.join(` ${word} `)})`;
}

function untranslatable(condition: Condition): TypeError {
  return new TypeError(`The rules hold a condition (${condition.operator}) that has no translation into SQL.`);
}
