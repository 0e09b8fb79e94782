import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MovableClock } from '../../kernel/clock.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { OutsideFolder } from '../../platform/files/outside-folder.js';
import { THE_SYSTEM, type EventDraft } from '../event.js';
import { logUnavailable } from '../trail/log-unavailable.js';
import type { AuditTrail } from '../trail/audit-trail.js';
import { verifyFolder } from '../verify/verify-folder.js';
import { ExportLog } from './export-log.js';
import { OutsideLog } from './outside-log.js';
import { SmallLog } from './testing/small-log.js';

describe('the export of the whole log', () => {
  let folder: TemporaryFolder;
  let log: SmallLog;
  const recorded: EventDraft[] = [];
  const trail = { recordAlone: (draft: EventDraft) => Promise.resolve(recorded.push(draft)) };
  const clock = new MovableClock(new Date('2026-11-24T07:00:00Z'));

  beforeEach(async () => {
    folder = await temporaryFolder();
    log = await SmallLog.of(300, folder.path);
    recorded.length = 0;
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  const target = () => join(folder.path, 'export');
  const exported = async (told: typeof trail = trail) => {
    const steps: [number, number][] = [];
    const use = new ExportLog(log.logHead, log.source, told as unknown as AuditTrail, clock); // it records alone
    const size = await use.execute(target(), (...step) => steps.push(step));
    return { size, steps };
  };

  it('is a folder that anybody can verify, with the keys beside it', async () => {
    expect((await exported()).size).toBe(300);
    const keys = await log.keys.verifierKeys();
    expect(await verifyFolder(target(), { keys })).toMatchObject({ outcome: 'verified', size: 300, events: 300 });
    expect(await verifyFolder(target(), { keys: [] })).toMatchObject({ outcome: 'verified' });
    expect(await new OutsideLog(new OutsideFolder(target())).checkpoint()).toBe(log.head.checkpoint);
  });

  it('tells how far it is, and never that it is further than the log', async () => {
    const { steps } = await exported();
    expect(steps.at(-1)).toEqual([300, 300]);
    expect(steps.every(([done, size]) => done <= size)).toBe(true);
  });

  it('leaves out the events that were kept to their end', async () => {
    Object.assign(log.head, { prunedTo: 256 });
    await exported();
    const names = await new OutsideFolder(target()).names();
    expect(names.filter(name => name.startsWith('tile/entries'))).toEqual(['tile/entries/001.p/44']);
    expect(names).toContain('tile/0/000');
  });

  it('is on record with its size before anything is written', async () => {
    await exported();
    expect(recorded).toEqual([{ action: 'audit.exported', actor: THE_SYSTEM, facts: { format: 'tiles', size: 300 } }]);
    await new OutsideFolder(target()).remove('');
    await expect(exported({ recordAlone: () => Promise.reject(logUnavailable()) })).rejects.toMatchObject({
      code: 'log-unavailable',
    });
    expect(await new OutsideFolder(target()).isEmpty()).toBe(true);
  });

  it('is never mixed with what lies there', async () => {
    await mkdir(target());
    await writeFile(join(target(), 'photo.jpg'), '');
    await expect(exported()).rejects.toMatchObject({
      kind: 'conflict',
      code: 'folder-not-empty',
      message: 'The folder is not empty: name a new one.',
    });
    expect([await readdir(target()), recorded]).toEqual([['photo.jpg'], []]);
  });
});
