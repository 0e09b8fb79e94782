import { createHmac, type KeyObject } from 'node:crypto';

const INDEX_BYTES = 16;

/** The personal fields that can be searched for. */
export type BlindIndexKind = 'phone' | 'email' | 'name' | 'personal-identity-code' | 'caller-mark';

/**
 * What stands in the database for a searchable value: HMAC-SHA-256 under the day's index key, cut to 16 bytes. Equal
 * for equal kind and value on one day only; without the day key nobody can compute it. `normalised` is the value in
 * the one form that is searched for.
 */
export function blindIndex(indexKey: KeyObject, kind: BlindIndexKind, normalised: string): Buffer {
  const mac = createHmac('sha256', indexKey).update(`tallenne/v1/blind-index/${kind}\0`).update(normalised);
  return mac.digest().subarray(0, INDEX_BYTES);
}
