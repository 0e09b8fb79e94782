import type { EntityManager } from '../../platform/database/index.js';

/** A listening of a copy, and when it began. */
export interface HeardThrough {
  readonly id: string;
  readonly grantedAt: Date;
}

/** The first listening of a version in which everything that it is was given to this person; null where there is none. */
export async function heardThrough(
  em: EntityManager,
  redactionId: string,
  staffId: string,
): Promise<HeardThrough | null> {
  const rows = await em.execute<{ id: string; granted_at: Date | string }[]>(HEARD, [redactionId, staffId]);
  const [row] = rows;
  return row ? { id: row.id, grantedAt: new Date(row.granted_at) } : null;
}

const HEARD = `
  select id, granted_at from rights_listening
  where redaction_id = ? and staff_id = ? and served @> int8range(0, size_bytes)
  order by granted_at, id limit 1`;
