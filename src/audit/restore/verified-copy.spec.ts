import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { OutsideFolder } from '../../platform/files/outside-folder.js';
import type { ContinuationGuard } from '../copy/continuation-guard.js';
import { OutsideLog } from '../copy/outside-log.js';
import { SmallLog } from '../copy/testing/small-log.js';
import { VerifiedCopy } from './verified-copy.js';

describe('the copy that an acceptance goes by', () => {
  let folder: TemporaryFolder;
  let log: SmallLog;
  let copy: OutsideLog;

  beforeAll(async () => {
    folder = await temporaryFolder();
    log = await SmallLog.of(5, folder.path);
    copy = await log.copied('copy');
  });

  afterAll(() => folder[Symbol.asyncDispose]());

  const verified = (outside: OutsideLog, continues = false) => {
    const guard = { look: () => Promise.resolve(continues) } as unknown as ContinuationGuard; // it is asked nothing else
    return new VerifiedCopy(outside, guard, log.keys);
  };
  const nowhere = () => new OutsideLog(new OutsideFolder(join(folder.path, 'nowhere')));

  it('is the checkpoint of a copy that verifies as a whole', async () => {
    expect(await verified(copy).checkpoint()).toBe(log.head.checkpoint);
  });

  it('is refused where the log continues it: there is nothing to accept', async () => {
    await expect(verified(copy, true).checkpoint()).rejects.toMatchObject({
      kind: 'conflict',
      code: 'nothing-to-accept',
      message: 'The database’s log continues its copy: there is nothing to accept.',
    });
  });

  it('is refused where it is not there', async () => {
    await expect(verified(nowhere()).checkpoint()).rejects.toMatchObject({
      kind: 'conflict',
      code: 'copy-missing',
      message: 'The copy of the log is not there. Mount its folder; if it is lost for good, add "--copy-lost".',
    });
  });

  it('is refused, with the first finding, where an event of it was changed', async () => {
    const path = join(folder.path, 'changed');
    await cp(join(folder.path, 'copy'), path, { recursive: true });
    const bundle = join(path, 'tile/entries/000.p/5');
    await writeFile(bundle, (await readFile(bundle, 'latin1')).replace('log.verified', 'log.exported'), 'latin1');
    const reading = verified(new OutsideLog(new OutsideFolder(path))).checkpoint();
    await expect(reading).rejects.toMatchObject({ kind: 'conflict', code: 'copy-damaged' });
    await expect(reading).rejects.toThrow(/^The copy of the log does not verify: .+/);
  });

  it('is refused where others have signed it, whatever keys lie beside it', async () => {
    const other = await SmallLog.of(5, join(folder.path, 'other'));
    const reading = verified(await other.copied('copy')).checkpoint();
    await expect(reading).rejects.toMatchObject({ code: 'copy-damaged' });
  });

  it('may be begun anew where it is lost, and not where it is there', async () => {
    await expect(verified(nowhere()).assertMissing()).resolves.toBeUndefined();
    await expect(verified(copy).assertMissing()).rejects.toMatchObject({
      kind: 'conflict',
      code: 'copy-present',
      message: 'The copy is there: nothing is begun anew beside it.',
    });
  });
});
