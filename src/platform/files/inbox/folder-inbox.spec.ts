import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe } from '@jest/globals';
import { FolderInbox } from './folder-inbox.js';
import { inboxPlaceContract } from './testing/inbox-place-contract.js';

describe('a folder whose files are fetched', () => {
  const folders: string[] = [];

  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  inboxPlaceContract(async () => {
    const root = await mkdtemp(join(tmpdir(), 'tallenne-place-'));
    folders.push(root);
    return {
      inbox: new FolderInbox(root, 'pbx-1', { settleMs: 0, waitMs: 0, taken: 'delete' }),
      put: async (place, bytes) => {
        await mkdir(dirname(join(root, place)), { recursive: true });
        await writeFile(join(root, place), bytes);
      },
    };
  });
});
