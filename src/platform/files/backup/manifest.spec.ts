import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { exists } from '../durable.js';
import { temporaryFolder } from '../../crypto/testing/temporary-folder.js';
import { ManifestWriter, readManifest, type ManifestHead } from './manifest.js';

const HEAD: ManifestHead = {
  format: 'tallenne-backup',
  version: 1,
  createdAt: '2026-11-24T07:00:00.000Z',
  database: null,
  log: 'log-0123456789ab',
};
const FILE = { file: 'blobs/aa/x', sizeBytes: 3, sha256: 'a'.repeat(64) };

async function written(path: string, files = 1200): Promise<void> {
  const writer = await ManifestWriter.begin(path);
  await writer.head(HEAD);
  await writer.add({ folder: 'database-1/pg_wal' });
  for (let at = 0; at < files; at += 1) await writer.add({ ...FILE, sizeBytes: at });
  await writer.finish();
}

describe('the manifest of a backup', () => {
  it('is read as it was written', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'manifest');
    await written(path);
    const manifest = await readManifest(path);
    expect(manifest?.head).toEqual(HEAD);
    expect(manifest?.entries).toHaveLength(1201);
    expect(manifest?.entries.slice(0, 2)).toEqual([{ folder: 'database-1/pg_wal' }, { ...FILE, sizeBytes: 0 }]);
  });

  it('has no name before it is whole, and leaves an earlier one until then', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'manifest');
    const writer = await ManifestWriter.begin(path);
    await writer.head(HEAD);
    expect([await exists(path), await readManifest(path)]).toEqual([false, null]);
    await writer.discard();
    await written(path, 1);
    const next = await ManifestWriter.begin(path);
    await next.head(HEAD);
    expect((await readManifest(path))?.entries).toHaveLength(2);
    await next.discard();
  });

  it('is damaged when a line is missing, changed, or the end is cut off', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'manifest');
    await written(path, 3);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const wrong = [
      lines.toSpliced(2, 1),
      lines.with(2, (lines[2] ?? '').replace('"sizeBytes":0', '"sizeBytes":1')),
      lines.slice(0, -1),
      lines.toSpliced(2, 0, lines[2] ?? ''),
      [],
    ];
    for (const text of wrong) {
      await writeFile(path, text.map(line => `${line}\n`).join(''));
      await expect(readManifest(path)).rejects.toMatchObject({ code: 'backup-damaged' });
    }
  });
});
