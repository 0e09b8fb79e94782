import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../crypto/testing/temporary-folder.js';
import { assertApart } from './apart.js';

describe('the folder of a backup', () => {
  it('lies neither inside the data or the keys nor around them, whatever links say', async () => {
    await using folder = await temporaryFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await mkdir(at('data'));
    await symlink(at('data'), at('link'));
    const others = { 'the data folder': at('data'), 'the keys folder': at('keys') };
    for (const wrong of [at('data'), at('data', 'x', 'y'), at('keys', 'x'), folder.path, at('link', 'x'), '/']) {
      await expect(assertApart(wrong, others)).rejects.toMatchObject({ code: 'folder-not-apart' });
    }
    for (const right of [at('data-backup'), at('backup', 'x'), at('..data')]) {
      await expect(assertApart(right, others)).resolves.toBeUndefined();
    }
  });
});
