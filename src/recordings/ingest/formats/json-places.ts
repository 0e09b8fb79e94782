import { isObject, type Json } from './json-reader.js';
import { unreadable } from './unreadable.js';

/**
 * The value at a path such as `callflow.0.times.created_time`, as a text; undefined for what is no single value.
 * @throws DomainError `document-unreadable` for a number beyond 2^53, which is no longer the one that stands there
 */
export function textAt(json: Json, path: string): string | undefined {
  const value = path.split('.').reduce<Json | undefined>(step, json);
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) throw unreadable('json-number-too-large');
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function step(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return /^\d{1,6}$/.test(name) ? (value[Number(name)] as Json | undefined) : undefined;
  return isObject(value) ? value[name] : undefined;
}

/** The items of `value`; none where it is no list. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
