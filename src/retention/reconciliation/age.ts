import { idBytes } from '../../kernel/ids.js';

/** What is younger may still be on its way to its row; no delivery takes a day. */
const YOUNG_MS = 24 * 3_600_000;

/** The instant that a UUIDv7 was made at (RFC 9562 §5.7). */
export function madeAt(id: string): Date {
  return new Date(idBytes(id).readUIntBE(0, 6));
}

/** Whether something without a row is old enough to belong to nothing: by its id, and by its file where it has one. */
export function isOrphan(id: string, now: Date, modifiedAt = madeAt(id)): boolean {
  return [madeAt(id), modifiedAt].every(at => now.getTime() - at.getTime() > YOUNG_MS);
}
