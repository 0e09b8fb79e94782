import { createHmac, type KeyObject } from 'node:crypto';

/**
 * What a name is known by that may hold a number: HMAC-SHA-256 over its parts under `KeyRing.tombstoneKey`. The first part says what
 * it is used for, so that one use tells nothing of another, nor of tombstones. Recognises the name when it comes again.
 */
export function keyedName(key: KeyObject, use: string, source: string, name: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify(['name', use, source, name]))
    .digest();
}
