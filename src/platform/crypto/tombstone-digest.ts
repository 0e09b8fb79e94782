import { createHmac, type KeyObject } from 'node:crypto';

/**
 * What a tombstone knows a delivery by: HMAC-SHA-256 over source and external id under `KeyRing.tombstoneKey`. It
 * recognises the delivery when it comes again, and tells nobody else what it was.
 */
export function tombstoneDigest(key: KeyObject, source: string, externalId: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([source, externalId]))
    .digest();
}
