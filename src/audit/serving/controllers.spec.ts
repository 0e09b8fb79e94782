import { describe, expect, it } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import type { Database } from '../../platform/database/index.js';
import { pageFrom, type Requester } from '../../platform/http/index.js';
import type { AlarmClearances } from '../watch/alarm-clearances.js';
import type { ClearAlarm } from '../watch/clear-alarm.js';
import { AlarmsController } from './alarms.controller.js';
import { EventProofController } from './event-proof.controller.js';
import type { FollowLog } from './follow-log.js';
import { LogController } from './log.controller.js';
import { consistencyQuery, consistencyView, clearance, proofView, tilePath } from './log.schemas.js';
import type { EventProof, ProveEvent } from './prove-event.js';
import type { ViewLog } from './view-log.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AUDITOR: Requester = { kind: 'staff', id: ID, sessionId: ID, accessEpoch: 1, address: '192.0.2.7' };
const hash = (fill: number) => Buffer.alloc(32, fill);

describe('the proof of an event in an answer', () => {
  const proof: EventProof = {
    index: 3,
    size: 7,
    leaf: Buffer.from('{"ä":1}'),
    leafHash: hash(1),
    hashes: [hash(2), hash(3)],
    checkpoint: 'the note',
    proof: 'the proof',
  };
  const answered = (over: Partial<EventProof> = {}) => {
    const execute = (id: string, requester: Requester) => {
      expect([id, requester]).toEqual([ID, AUDITOR]);
      return Promise.resolve({ ...proof, ...over });
    };
    return new EventProofController({ execute } as unknown as ProveEvent).proof(ID, AUDITOR); // it calls nothing else
  };

  it('has its bytes in base64', async () => {
    const answer = await answered();
    expect(answer).toEqual({
      eventId: ID,
      index: 3,
      size: 7,
      leaf: Buffer.from('{"ä":1}').toString('base64'),
      leafHash: hash(1).toString('base64'),
      hashes: [hash(2).toString('base64'), hash(3).toString('base64')],
      checkpoint: 'the note',
      proof: 'the proof',
    });
    expect(proofView.parse(answer)).toEqual(answer);
  });

  it('has no leaf where the event was kept to its end', async () => {
    const answer = await answered({ leaf: null });
    expect(answer.leaf).toBeNull();
    expect(proofView.parse(answer)).toEqual(answer);
  });
});

describe('the log in answers', () => {
  const follow = {
    checkpoint: () => Promise.resolve('the note'),
    consistency: (from: number) => Promise.resolve({ from, to: 7, hashes: [hash(2), hash(3)], checkpoint: 'the note' }),
    tile: (path: string) => Promise.resolve(Buffer.from(`bytes of ${path}`)),
  };
  const view = { execute: () => Promise.resolve('how it stands') };
  // It calls nothing else of them.
  const controller = new LogController(view as unknown as ViewLog, follow as unknown as FollowLog);

  it('stands as it is viewed, and begins with its checkpoint', async () => {
    expect(await controller.state()).toBe('how it stands');
    expect(await controller.checkpoint()).toBe('the note');
  });

  it('proves its growth with hashes in base64', async () => {
    const answer = await controller.consistency({ from: 3 });
    const hashes = [hash(2).toString('base64'), hash(3).toString('base64')];
    expect(answer).toEqual({ from: 3, to: 7, hashes, checkpoint: 'the note' });
    expect(consistencyView.parse(answer)).toEqual(answer);
  });

  it('gives tiles out as bytes', async () => {
    const tile = await controller.tile('0/000');
    expect(tile.getHeaders().type).toBe('application/octet-stream');
    expect((await buffer(tile.getStream())).toString()).toBe('bytes of 0/000');
  });
});

describe('alarms in answers', () => {
  it('come, in a list that goes on, behind the last one of the page before', async () => {
    const asked: unknown[] = [];
    const find = (_: unknown, where: unknown) => {
      asked.push(where);
      return Promise.resolve([]);
    };
    const database = { entities: () => ({ find }) } as unknown as Database; // it is asked nothing else
    const controller = new AlarmsController(database, {} as ClearAlarm, {} as AlarmClearances);
    const at = new Date('2026-11-24T07:00:00.000Z');
    const cursor = pageFrom([1, 2], 1, () => ({ at, id: ID })).nextCursor ?? '';
    await controller.list({ cursor, limit: 10 });
    await controller.list({ limit: 10 });

    expect(asked).toEqual([{ $or: [{ raisedAt: { $lt: at } }, { raisedAt: at, id: { $lt: ID } }] }, {}]);
  });
});

describe('what is asked of the log', () => {
  it('is a size that a log can have', () => {
    expect(consistencyQuery.parse({ from: '7' })).toEqual({ from: 7 });
    expect(consistencyQuery.parse({ from: '0' })).toEqual({ from: 0 });
    for (const from of ['-1', '1.5', 'x', '9007199254740992', undefined]) {
      expect(consistencyQuery.safeParse({ from }).success).toBe(false);
    }
  });

  it('is the path of a tile, of 64 characters at most', () => {
    expect(tilePath.safeParse('x'.repeat(64)).success).toBe(true);
    expect(tilePath.safeParse('x'.repeat(65)).success).toBe(false);
  });

  it('is a reason where an alarm is cleared', () => {
    expect(clearance.parse({ reason: ' Levy hajosi. ' })).toEqual({ reason: 'Levy hajosi.' });
    expect(clearance.safeParse({ reason: ' ' }).success).toBe(false);
    expect(clearance.safeParse({ reason: 'x'.repeat(2001) }).success).toBe(false);
    expect(clearance.safeParse({}).success).toBe(false);
  });
});
