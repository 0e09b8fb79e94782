import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { temporaryFolder } from '../crypto/testing/temporary-folder.js';
import {
  exists,
  noticingFullStorage,
  nullFor,
  nullIfMissing,
  readFully,
  syncFolder,
  writeFully,
  writeNewFile,
} from './durable.js';

const systemError = (code: string) => Object.assign(new Error(code), { code });

describe('a new file', () => {
  it('is written once, for its owner alone', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'file');
    await writeNewFile(path, Buffer.from('first'));

    await expect(writeNewFile(path, Buffer.from('second'))).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe('first');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe('writing and reading fully', () => {
  it('goes on where the system took or gave less than asked', async () => {
    await using folder = await temporaryFolder();
    await using real = await open(join(folder.path, 'file'), 'w+');
    const reluctant = new Proxy(real, {
      get: (target, name) => {
        if (name === 'writev')
          return ([first]: Buffer[], at: number) => target.writev([first?.subarray(0, 3) ?? Buffer.alloc(0)], at);
        if (name === 'read')
          return (to: Buffer, from: number, size: number, at: number) => target.read(to, from, Math.min(size, 3), at);
        return Reflect.get(target, name, target) as unknown;
      },
    });
    await writeFully(reluctant, [Buffer.from('one '), Buffer.from('two '), Buffer.from('three')], 2);
    const bytes = Buffer.alloc(13);

    expect(await readFully(reluctant, bytes, 2)).toBe(true);
    expect(bytes.toString()).toBe('one two three');
    expect(await readFully(reluctant, bytes, 3)).toBe(false);
  });
});

describe('an error of the system that is none here', () => {
  it('is nothing, and every other goes on', () => {
    for (const errno of ['EEXIST', 'ENOTEMPTY'])
      expect(nullFor(['EEXIST', 'ENOTEMPTY'])(systemError(errno))).toBeNull();
    expect(nullIfMissing(systemError('ENOENT'))).toBeNull();
    for (const error of [systemError('EPERM'), new Error('no error of the system'), 'no error at all'])
      expect(() => nullFor(['EEXIST'])(error)).toThrow(error);
    expect(() => nullIfMissing(systemError('EEXIST'))).toThrow('EEXIST');
  });
});

describe('a full storage', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('is what %s says', async code => {
    const work = () => Promise.reject(systemError(code));

    await expect(noticingFullStorage(work)).rejects.toMatchObject({ kind: 'unavailable', code: 'storage-full' });
  });

  it('is not what other errors say', async () => {
    const error = systemError('EIO');

    await expect(noticingFullStorage(() => Promise.reject(error))).rejects.toBe(error);
    await expect(noticingFullStorage(() => Promise.resolve(5))).resolves.toBe(5);
  });
});

describe('a folder', () => {
  it('can be synced, and a missing one or a file cannot', async () => {
    await using folder = await temporaryFolder();
    await writeNewFile(join(folder.path, 'file'), Buffer.alloc(1));

    await expect(syncFolder(folder.path)).resolves.toBeUndefined();
    await expect(syncFolder(join(folder.path, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(syncFolder(join(folder.path, 'file'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('exists or not', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'inner'));

    expect(await readdir(folder.path)).toEqual(['inner']);
    expect([await exists(join(folder.path, 'inner')), await exists(join(folder.path, 'none'))]).toEqual([true, false]);
  });
});
