import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Day } from '../../src/kernel/calendar.js';
import { idBytes, newId } from '../../src/kernel/ids.js';
import type { Config } from '../../src/platform/config/index.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { RECORD_BYTES } from '../../src/platform/crypto/unit-record.js';

const WRAPPED = Buffer.from([1]);
const SEALED_BYTES = 60;

/**
 * Gives `day` its key, by the ring itself, and each of `units` a wrapping of the right size in a segment like that of
 * another process. It is noise: nothing that is measured opens it.
 */
export async function seedDueKeys(
  parts: INestApplicationContext,
  config: Config,
  day: Day,
  units: readonly string[],
): Promise<void> {
  await parts.get(KeyRing).create(newId(new Date()), day, DataKey.generate());
  const records = Buffer.alloc(units.length * RECORD_BYTES);
  const noise = randomBytes(units.length * SEALED_BYTES);
  units.forEach((unit, place) => {
    const sealed = noise.subarray(place * SEALED_BYTES, (place + 1) * SEALED_BYTES);
    Buffer.concat([WRAPPED, idBytes(unit), sealed]).copy(records, place * RECORD_BYTES);
  });
  await writeFile(join(dayFolder(config, day), `units-${randomUUID()}.seg`), records, { mode: 0o600, flush: true });
}

/** Where the ring keeps what is of `day`. */
export function dayFolder({ keysDir }: Config, day: Day): string {
  return join(keysDir, 'days', day);
}
