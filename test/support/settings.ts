import { join } from 'node:path';
import { ROOM } from './room.js';

interface Given {
  readonly folder: string;
  readonly database: { readonly applicationUrl: string; readonly ownerUrl: string };
}

/** What each server of the tests is started with, on any free port. */
export function settingsOf({ folder, database }: Given): Record<string, string> {
  return {
    PORT: '0',
    TALLENNE_DATA_DIR: join(folder, 'data'),
    TALLENNE_KEYS_DIR: join(folder, 'keys'),
    DATABASE_URL: database.applicationUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    TALLENNE_OUTPUT_LEVEL: 'warn',
    TALLENNE_TOKEN_SECRET: 'a-secret-for-tests-only-a-secret-for-tests-only',
    ...ROOM,
  };
}
