import { valueAt, type CallRecord } from './call-record.js';
import type { FieldRule } from './source-form.js';

/** A value as ours, or that it is none of those that are expected. */
export interface FieldValue {
  readonly value: string | undefined;
  readonly unlisted: boolean;
}

/** What `record` says by `rule`. */
export function fieldValue(record: CallRecord, rule: FieldRule | undefined): FieldValue {
  if (!rule) return { value: undefined, unlisted: false };
  const found = cut(rule.join === undefined ? first(record, rule) : all(record, rule), rule.before);
  if (found === undefined) return { value: rule.constant || undefined, unlisted: false };
  const { table = {} } = rule;
  if (Object.hasOwn(table, found)) return { value: table[found] || undefined, unlisted: false };
  return { value: found, unlisted: rule.unlisted === 'fault' };
}

function first(record: CallRecord, { from }: FieldRule): string | undefined {
  for (const place of from) {
    const value = valueAt(record, place);
    if (value !== undefined) return value;
  }
  return undefined;
}

function all(record: CallRecord, { from, join = '' }: FieldRule): string | undefined {
  const values = from.map(place => valueAt(record, place));
  return values.length > 0 && values.every(value => value !== undefined) ? values.join(join) : undefined;
}

function cut(value: string | undefined, marks: readonly string[] = []): string | undefined {
  const ends = marks.map(mark => value?.indexOf(mark) ?? -1).filter(at => at >= 0);
  return value?.slice(0, Math.min(value.length, ...ends)).trim() || undefined;
}
