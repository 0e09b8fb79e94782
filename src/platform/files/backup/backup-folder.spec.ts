import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../crypto/testing/temporary-folder.js';
import { BackupFolder } from './backup-folder.js';
import { MANIFEST, readManifest } from './manifest.js';

const NAMES = ['019ab000-0000-7000-8000-0000000000aa', '019ab000-0000-7000-8000-0000000000bb'] as const;
const bytes = (text: string) => Readable.from([Buffer.from(text)]) as AsyncIterable<Buffer>;

async function take(path: string, blobs: readonly string[]): Promise<boolean[]> {
  const folder = await BackupFolder.open(path);
  const copied = await fill(folder, blobs);
  await folder.finish();
  return copied;
}

async function fill(folder: BackupFolder, blobs: readonly string[]): Promise<boolean[]> {
  const log = folder.named('log');
  await folder.head({ format: 'tallenne-backup', version: 1, createdAt: '2026-11-24T07:00:00Z', database: null, log });
  const copied: boolean[] = [];
  for (const name of blobs) copied.push(await folder.blob(name, name.length, () => bytes(name)));
  await folder.file(`${log}/checkpoint`, bytes('note'));
  await folder.folder(`${log}/empty`);
  return copied;
}

describe('a folder with a backup', () => {
  it('takes the next one without copying what is there, and lets go of what has gone', async () => {
    await using folder = await temporaryFolder();
    expect(await take(folder.path, NAMES)).toEqual([true, true]);
    expect(await take(folder.path, NAMES)).toEqual([false, false]);
    expect(await take(folder.path, NAMES.slice(1))).toEqual([false]);
    expect(await readdir(join(folder.path, 'blobs', 'aa'))).toEqual([]);
    expect(await readFile(join(folder.path, 'blobs', 'bb', NAMES[1]), 'utf8')).toBe(NAMES[1]);
    expect((await readdir(folder.path)).filter(name => name.startsWith('log-'))).toHaveLength(1);
  });

  it('is the earlier backup, whole, until the next one is finished', async () => {
    await using folder = await temporaryFolder();
    await take(folder.path, NAMES);
    const before = await readManifest(join(folder.path, MANIFEST));
    const next = await BackupFolder.open(folder.path);
    await fill(next, NAMES.slice(1));
    expect(await readManifest(join(folder.path, MANIFEST))).toEqual(before);
    for (const entry of before?.entries ?? []) {
      if ('file' in entry) expect((await stat(join(folder.path, entry.file))).size).toBe(entry.sizeBytes);
    }
    await next.discard();
    expect((await readdir(folder.path)).sort()).toEqual(['blobs', before?.head.log, MANIFEST]);
  });

  it('copies a blob again that was cut short', async () => {
    await using folder = await temporaryFolder();
    await take(folder.path, NAMES);
    await writeFile(join(folder.path, 'blobs', 'aa', NAMES[0]), 'cut');
    expect(await take(folder.path, NAMES)).toEqual([true, false]);
  });

  it('copies a blob again that is read again and is not as it was written, and says so', async () => {
    await using folder = await temporaryFolder();
    await take(folder.path, NAMES);
    const blob = join(folder.path, 'blobs', 'aa', NAMES[0]);
    await writeFile(blob, NAMES[0].replace('019', '018'));
    const next = await BackupFolder.open(folder.path);
    const again = (name: string, reread: boolean) => next.blob(name, name.length, () => bytes(name), reread);
    expect([await again(NAMES[0], false), next.renewed]).toEqual([false, 0]);
    expect([await again(NAMES[0], true), await again(NAMES[1], true), next.renewed]).toEqual([true, false, 1]);
    expect(await readFile(blob, 'utf8')).toBe(NAMES[0]);
    await next.discard();
  });

  it('is nobody else’s', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'letter.txt'), 'precious');
    await expect(BackupFolder.open(folder.path)).rejects.toMatchObject({ code: 'folder-not-empty' });
  });
});
