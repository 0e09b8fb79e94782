import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { keyOf, openKeysFolder, putRootKey } from './keys-folder.js';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder.js';

describe('the keys folder', () => {
  let folder: TemporaryFolder;
  let keys: string;
  let data: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    [keys, data] = [join(folder.path, 'keys'), join(folder.path, 'data')];
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  const open = () => openKeysFolder(keys, data);
  const refused = { kind: 'unavailable', code: 'keys-folder-refused' };
  const refusedAs = (message: string) => ({ ...refused, message });

  it('is made with a root key of 32 random bytes, for its owner alone', async () => {
    await open();
    const root = join(keys, 'root.key');

    expect((await stat(keys)).mode & 0o777).toBe(0o700);
    expect((await stat(root)).mode & 0o777).toBe(0o600);
    expect(await readFile(root)).toHaveLength(32);
    expect(new Set(await readFile(root)).size).toBeGreaterThan(10);
  });

  it('keeps its root key', async () => {
    const [one, other] = [await open(), await open()];

    expect(one.rootKey.equals(other.rootKey)).toBe(true);
  });

  it('gets one root key from many processes that start at once', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, open));

    for (const { rootKey } of opened) expect(rootKey.equals(opened[0]?.rootKey ?? rootKey)).toBe(true);
    expect(await readdir(join(keys, 'staging'))).toEqual([]);
  });

  it.each([
    ['inside the data folder', ['data', 'keys'], ['data']],
    ['deep inside the data folder', ['data', 'a', 'b'], ['data']],
    ['the data folder itself', ['data'], ['data']],
    ['around the data folder', ['keys'], ['keys', 'data']],
  ])('is refused %s, and not made there', async (_place, keysPath, dataPath) => {
    [keys, data] = [join(folder.path, ...keysPath), join(folder.path, ...dataPath)];

    await expect(open()).rejects.toMatchObject(
      refusedAs('The keys folder and the data folder must lie beside each other, neither inside the other.'),
    );
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('is refused where a link leads into the data folder', async () => {
    await mkdir(join(data, 'inner'), { recursive: true });
    await symlink(join(data, 'inner'), join(folder.path, 'link'));
    keys = join(folder.path, 'link', 'keys');

    await expect(open()).rejects.toMatchObject(refused);
  });

  it('may have a name that begins like that of the data folder, or with dots', async () => {
    data = join(folder.path, 'tallenne');
    for (const name of ['tallenne-keys', '..keys']) {
      keys = join(folder.path, name);
      await expect(open()).resolves.toBeDefined();
    }
  });

  it.each([0o750, 0o705, 0o710, 0o777])('is refused with mode %o', async mode => {
    await mkdir(keys);
    await chmod(keys, mode);

    await expect(open()).rejects.toMatchObject(
      refusedAs('The keys folder can be read by others; it must be for its owner alone.'),
    );
    expect(await readdir(keys)).toEqual([]);
  });

  it.each([0o640, 0o604, 0o620])('is refused with a root key of mode %o', async mode => {
    await open();
    await chmod(join(keys, 'root.key'), mode);

    await expect(open()).rejects.toMatchObject(
      refusedAs('The root key can be read by others; it must be for its owner alone.'),
    );
  });

  it.each([0, 31, 33])('is refused with a root key of %i bytes', async sizeBytes => {
    await open();
    await writeFile(join(keys, 'root.key'), Buffer.alloc(sizeBytes));

    await expect(open()).rejects.toMatchObject(refusedAs('The root key is damaged: it must have 32 bytes.'));
  });

  it('is refused, and gets no new root key, where the root key is lost but day keys are left', async () => {
    await open();
    await mkdir(join(keys, 'days', '2030-01-07'));
    await rm(join(keys, 'root.key'));

    await expect(open()).rejects.toMatchObject(
      refusedAs('The root key is missing, but there are day keys that only it opens.'),
    );
    expect(await readdir(keys)).not.toContain('root.key');
  });

  it('says so where its root key cannot get its name, rather than that the key is lost', async () => {
    const elsewhere = await mkdtemp('/dev/shm/tallenne-'); // no file gets a name on another file system
    await mkdir(keys, { mode: 0o700 });
    await symlink(elsewhere, join(keys, 'staging'));

    await expect(open()).rejects.toMatchObject({ code: 'EXDEV' });
    await rm(elsewhere, { recursive: true });
  });

  it('follows no link to a root key elsewhere', async () => {
    await open();
    await rm(join(keys, 'root.key'));
    await writeFile(join(folder.path, 'elsewhere'), Buffer.alloc(32), { mode: 0o600 });
    await symlink(join(folder.path, 'elsewhere'), join(keys, 'root.key'));

    await expect(open()).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('is refused while a restore into it is not finished', async () => {
    await open();
    await writeFile(join(keys, 'restoring'), '');

    await expect(open()).rejects.toMatchObject(
      refusedAs('A restore of the keys was not finished: run `tallenne keys restore` again.'),
    );
  });

  it('is refused where it is of another user', async () => {
    await open();
    const user = jest.spyOn(process, 'geteuid').mockReturnValue((process.geteuid?.() ?? 0) + 1);

    await expect(open()).rejects.toMatchObject(refusedAs('The keys folder belongs to another user.'));
    user.mockRestore();
  });

  it('is refused where nobody can say where the data folder is', async () => {
    await symlink(data, data);

    await expect(open()).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('is not begun by a process that may not, and opened by it once it was', async () => {
    const openOnly = () => openKeysFolder(keys, data, { mayBegin: false });

    await expect(openOnly()).rejects.toMatchObject(
      refusedAs('The root key is missing: copy root.key of the server that began the key ring.'),
    );
    expect(await readdir(keys)).not.toContain('root.key');
    const { rootKey } = await open();
    expect((await openOnly()).rootKey.equals(rootKey)).toBe(true);
  });

  it('takes a root key that comes back, in the place of another, unless it has days', async () => {
    await open();
    const restored = Buffer.alloc(32, 7);
    await putRootKey(keys, data, restored);

    expect((await open()).rootKey.equals(keyOf(restored))).toBe(true);
    expect((await stat(join(keys, 'root.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(keys, 'staging'))).toEqual([]);
    await mkdir(join(keys, 'days', '2030-01-07'));
    await expect(putRootKey(keys, data, Buffer.alloc(32, 8))).rejects.toMatchObject(
      refusedAs('The keys folder holds a key ring of its own.'),
    );
    expect(await readFile(join(keys, 'root.key'))).toEqual(restored);
  });

  it('is swept of what crashes left behind an hour ago, and of nothing newer', async () => {
    await open();
    const [old, recent] = [join(keys, 'staging', 'old'), join(keys, 'staging', 'recent')];
    await mkdir(old);
    await writeFile(join(old, 'day.key'), 'x');
    await writeFile(recent, 'x');
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(old, hoursAgo, hoursAgo);
    await open();

    expect(await readdir(join(keys, 'staging'))).toEqual(['recent']);
  });
});
