import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import type { Database, Statement } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { SmallLog } from '../copy/testing/small-log.js';
import type { IntegrateEvents } from '../integration/integrate-events.js';
import type { AuditTrail } from '../trail/audit-trail.js';
import { leafHash } from '../tree/hashes.js';
import { ProveEvent } from './prove-event.js';
import { ProveEvents } from './prove-events.js';

const id = (end: number): string => `00000000-0000-7000-8000-${String(end).padStart(12, '0')}`;
const AUDITOR: Requester = { kind: 'staff', id: 'maija', sessionId: 'a session', accessEpoch: 1, address: '192.0.2.7' };

describe('the proof of an event', () => {
  let folder: TemporaryFolder;
  let log: SmallLog;
  let rows: Record<string, object[]>;
  let recorded: unknown[];
  let isOpen: boolean;

  beforeEach(async () => {
    folder = await temporaryFolder();
    log = await SmallLog.of(3, folder.path);
    [rows, recorded, isOpen] = [{}, [], true];
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  const place = (index: number) => {
    const leaf = log.leaves[index] ?? Buffer.alloc(0);
    return { index, leaf, hash: leafHash(leaf) };
  };
  const query = ({ name }: Statement) => Promise.resolve(rows[name] ?? []);
  const database = { query } as unknown as Database; // it is asked nothing else
  const execute = () => {
    if (isOpen) rows['log-event-place'] = [place(2)];
    return Promise.resolve(0);
  };
  const integrate = { execute } as unknown as IntegrateEvents;
  const trail = { recordAlone: (draft: unknown) => Promise.resolve(recorded.push(draft)) } as unknown as AuditTrail;
  const proven = () => new ProveEvent(database, integrate, log.logHead, log.tiles, trail).execute(id(1), AUDITOR);

  it('is there for an event of this very moment, which gets its place now', async () => {
    rows = { 'log-event-waits': [{}] };

    expect(await proven()).toMatchObject({ index: 2, size: 3, checkpoint: log.head.checkpoint });
    expect(recorded).toMatchObject([{ action: 'audit.event-proved', object: { id: id(1) } }]);
  });

  it('is not there yet for one that cannot get its place, and nothing of it is on record', async () => {
    rows = { 'log-event-waits': [{}] };
    isOpen = false;

    await expect(proven()).rejects.toMatchObject({ kind: 'unavailable', code: 'event-pending' });
    expect(recorded).toEqual([]);
  });

  it('is not found of what is no event', async () => {
    await expect(proven()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is, of many, there for those with a place in the tree of the checkpoint; what is not in the log is left out', async () => {
    rows = {
      'log-many-places': [
        { id: id(1), ...place(1) },
        { id: id(2), index: null, leaf: null },
        { id: id(3), ...place(3) },
      ],
    };
    const events = new ProveEvents(database, integrate, log.logHead, log.tiles);
    const told = await events.of([id(4), id(3), id(2), id(1)]);

    expect(told.map(({ eventId, proof }) => [eventId, proof !== null])).toEqual([
      [id(3), false],
      [id(2), false],
      [id(1), true],
    ]);
    expect(told[2]?.proof).toContain(log.head.checkpoint);
  });
});
