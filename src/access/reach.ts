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

/** What is asked of the rules, in the words of `subjects.ts`; the kind is a recording where none is named. */
export interface Asked {
  readonly verb: string;
  readonly kind?: string;
  /** Of what is given one by one (personal fields, purposes, decisions): which. Without it: of any at all. */
  readonly field?: string;
}

/**
 * The objects on which `ability` allows what is `asked`, as SQL: the same rules that judge a single object in memory.
 * @param asked a verb on recordings, or the verb with its kind and field
 * @param columns the fact names of the kind and where they live
 * @param after how many parameters the statement already has
 * @returns null when the rules allow it on nothing at all: then no query is made
 */
export function reach(
  ability: AppAbility,
  asked: 'list' | 'read' | Asked,
  columns: Readonly<Record<string, Column>>,
  after = 0,
): Reach | null {
  const { verb, kind = 'Recording', field } = typeof asked === 'string' ? { verb: asked } : asked;
  const write = rulesToCondition<AppAbility, Write, Write>(
    ability.rulesFor(verb as never, kind as never, field), // what the rules do not know, they allow nobody
    rule => place => `${rule.inverted ? 'not ' : ''}(${conditionSql(rule.ast, columns, place)})`,
    { and: joining('and'), or: joining('or'), empty: () => () => 'true' },
  );
  if (!write) return null;
  const values: unknown[] = [];
  return { sql: write(value => `$${after + values.push(value)}`), values };
}

/** Writes a condition down last of all: a rule that another makes needless leaves no parameter behind. */
type Write = (place: Place) => string;

/** Gives a value its parameter. */
type Place = (value: unknown) => string;

/** Nobody asks for the condition of a rule that has none: it allows or forbids everything. */
function conditionSql(
  condition: Condition | undefined,
  columns: Readonly<Record<string, Column>>,
  place: Place,
): string {
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

function joining(word: 'and' | 'or'): (parts: Write[]) => Write {
  return parts => place =>
    joined(
      parts.map(write => write(place)),
      word,
    );
}

function joined(parts: readonly string[], word: 'and' | 'or'): string {
  return parts.length === 0 ? String(word === 'and') : `(${parts.join(` ${word} `)})`;
}

function untranslatable(condition: Condition | undefined): TypeError {
  return new TypeError(`The rules hold a condition (${condition?.operator}) that has no translation into SQL.`);
}
