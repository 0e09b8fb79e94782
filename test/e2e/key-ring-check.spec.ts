import { describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { MovableClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { startServer } from '../../src/server/start-server.js';
import { NOW, startTestServer } from '../support/server.js';

describe('the key ring of a database', () => {
  it('is known again: a start with another, such as an empty folder, is refused with what to do', async () => {
    const server = await startTestServer();
    await server.stop();
    await rm(server.folders.keys, { recursive: true, force: true });
    const settings = {
      PORT: '0',
      TALLENNE_DATA_DIR: server.folders.data,
      TALLENNE_KEYS_DIR: server.folders.keys,
      DATABASE_URL: server.database.applicationUrl,
      DATABASE_OWNER_URL: server.database.ownerUrl,
      TALLENNE_TOKEN_SECRET: 'a-secret-for-tests-only-a-secret-for-tests-only',
    };
    const started = startServer({
      config: readConfig(settings),
      clock: new MovableClock(NOW),
      onNotice: () => undefined,
      onLost: () => undefined,
    });
    await expect(started).rejects.toMatchObject({ code: 'key-ring-unknown' });
  });
});
