import type { Pool, PoolClient } from 'pg';
import { timed } from '../measure/index.js';

/**
 * Times what is asked on connections that somebody has taken out of `pool`: ORM, transactions. What the pool asks by itself is
 * given a callback instead of awaited, and timed by who asks the pool.
 */
export function timeStatements(pool: Pool): void {
  if (known.has(pool)) return;
  known.add(pool);
  pool.on('acquire', client => {
    if (known.has(client)) return;
    known.add(client);
    timeClient(client);
  });
}

const known = new WeakSet<object>();

function timeClient(client: PoolClient): void {
  const query: (...asked: unknown[]) => unknown = client.query.bind(client);
  const value = (...asked: unknown[]): unknown => {
    const text = textOf(asked[0]);
    if (text === null || typeof asked.at(-1) === 'function') return query(...asked);
    return timed('statement', kindOf(text), () => Promise.resolve(query(...asked)));
  };
  Object.defineProperty(client, 'query', { value, writable: true, configurable: true });
}

/** Null for what is no plain statement: a cursor or a copy, which goes on for as long as its reader. */
function textOf(asked: unknown): string | null {
  if (typeof asked === 'string') return asked;
  if (typeof asked !== 'object' || asked === null || 'submit' in asked) return null;
  return 'text' in asked && typeof asked.text === 'string' ? asked.text : null;
}

const KINDS = ['select', 'insert', 'update', 'delete', 'with', 'begin', 'commit', 'rollback'];

/** The first word of a statement; `other` where that is none of the usual. */
export function kindOf(text: string): string {
  const word = /^\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  return KINDS.includes(word) ? word : 'other';
}
