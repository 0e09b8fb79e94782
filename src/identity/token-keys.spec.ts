import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenKeys } from './token-keys.js';

describe('token keys', () => {
  let dataDir = '';

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tallenne-token-keys-'));
  });

  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const load = (tokenSecret: string | null = null) => TokenKeys.load({ tokenSecret, dataDir });
  const file = () => join(dataDir, 'secrets', 'token-secret');

  it('come from a file that the first start makes, for its owner alone, and later starts read', async () => {
    const first = await load();
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'secrets'))).mode & 0o777).toBe(0o700);
    expect(await readFile(file(), 'utf8')).toMatch(/^[A-Za-z0-9_-]{43}\n$/);
    expect(await load()).toEqual(first);
  });

  it('are the same for instances that start at once on one folder, which leave one file', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => load()));
    for (const each of keys) expect(each).toEqual(keys[0]);
    expect(await readdir(join(dataDir, 'secrets'))).toEqual(['token-secret']);
  });

  it('come from the setting where there is one, and no file is made', async () => {
    const keys = await load('a'.repeat(43));
    expect(keys).toEqual(new TokenKeys('a'.repeat(43)));
    await expect(stat(file())).rejects.toThrow('ENOENT');
  });

  it('differ by use and by secret', () => {
    const [one, other] = [new TokenKeys('a'.repeat(43)), new TokenKeys('b'.repeat(43))];
    const keys = [one.accessToken, one.throttle, other.accessToken, other.throttle].map(key => key.toString('hex'));
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toHaveLength(64);
  });

  it('refuse a damaged file instead of signing with what is left of it', async () => {
    await load();
    await writeFile(file(), 'short');
    await expect(load()).rejects.toThrow('is damaged');
  });
});
