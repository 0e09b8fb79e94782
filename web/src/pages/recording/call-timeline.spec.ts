import { describe, expect, it } from '@jest/globals';
import type { RecordingDetails } from '../../api/types.js';
import { momentsOf, timelineOf } from './call-timeline.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 7) + seconds * 1000).toISOString();
const leg = (id: string, [from, answered, to]: readonly [number, number | null, number]) => ({
  ...{ id, startedAt: at(from), answeredAt: answered === null ? null : at(answered), endedAt: at(to) },
  ...{ queue: `queue-${id}`, agent: { id: null, name: `agent-${id}`, mapped: false } },
});

/** A call that waits 20 s, is talked in for 100 s, 30 s of them on hold, and is transferred to somebody who takes 60 s more. */
const CALL = {
  ...leg('a', [0, 20, 120]),
  durationMs: 100_000,
  channelRoles: [],
  stretches: [{ kind: 'on-hold', fromMs: 40_000, toMs: 70_000 }],
  legs: [{ ...leg('b', [120, null, 180]), place: 'after' }],
} as unknown as RecordingDetails; // what is looked at

describe('the timeline of a call', () => {
  it('has a lane a leg, on the time of the whole call', () => {
    const { lengthMs, lanes } = timelineOf(CALL);
    expect(lengthMs).toBe(180_000);
    expect(lanes.map(({ id, isShown, pieces }) => [id, isShown, pieces.map(({ kind }) => kind)])).toEqual([
      ['a', true, ['queue', 'talk', 'on-hold']],
      ['b', false, ['talk']],
    ]);
  });

  it('puts a stretch of the audio where it was in the call, whose recording began with the answer', () => {
    const hold = timelineOf(CALL).lanes[0]?.pieces[2];
    expect(hold).toEqual({ kind: 'on-hold', fromMs: 60_000, toMs: 90_000 });
  });

  it('is told as a table in order of time, to the end', () => {
    expect(
      momentsOf(timelineOf(CALL)).map(({ what, fromMs, queue }) => `${String(fromMs / 1000)} ${what} ${queue}`),
    ).toEqual([...['0 queue queue-a', '20 talk queue-a', '60 on-hold queue-a', '120 talk queue-b', '180 end ']]);
  });

  it('has no waiting where a call was answered at once', () => {
    const call = { ...CALL, answeredAt: CALL.startedAt, legs: [] };
    expect(timelineOf(call).lanes[0]?.pieces[0]).toEqual({ kind: 'talk', fromMs: 0, toMs: 120_000 });
  });
});
