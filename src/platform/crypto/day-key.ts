import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

import type { Day } from '../../kernel/calendar.js';
import { seal, unseal } from './aes-gcm.js';
import { DecryptionFailed } from './decryption-failed.js';
import { KEY_BYTES } from './derive-key.js';
import { KeyGone } from './key-gone.js';

/** A wrapped day key: format (1) || nonce (12) || wrapped key (32) || tag (16). */
export const DAY_KEY_BYTES = 61;

const FORMAT = 1;

/** A new random key of `day`, wrapped, 61 bytes. */
export function wrapNewDayKey(wrappingKey: KeyObject, day: Day): Buffer {
  const key = randomBytes(KEY_BYTES);
  const sealed = seal(wrappingKey, key, associatedData(day));
  key.fill(0);
  return Buffer.concat([Buffer.from([FORMAT]), sealed]);
}

const DESTROYED = Buffer.alloc(DAY_KEY_BYTES);

/** Whether `stored` is a wrapped day key, whole or damaged, rather than nothing or the zeros of a destroyed one: only they say that it is gone. */
export function isDayKey(stored: Buffer | undefined): stored is Buffer {
  return stored !== undefined && !stored.equals(DESTROYED);
}

/** The key of `day`. Throws KeyGone where `stored` is none, DecryptionFailed where it is damaged or of another day. */
export function unwrapDayKey(wrappingKey: KeyObject, day: Day, stored: Buffer | undefined): KeyObject {
  if (!isDayKey(stored)) throw new KeyGone();
  if (stored[0] !== FORMAT) throw new DecryptionFailed();
  const key = unseal(wrappingKey, stored.subarray(1), associatedData(day));
  const object = createSecretKey(key);
  key.fill(0);
  return object;
}

function associatedData(day: Day): Buffer {
  return Buffer.from(`tallenne/v1/day-key/${day}`);
}
