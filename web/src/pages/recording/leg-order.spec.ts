import { describe, expect, it } from '@jest/globals';
import type { RecordingDetails } from '../../api/types.js';
import { inOrder } from './leg-order.js';

describe('the legs of a call', () => {
  it('stand in order of time with the one that is shown among them, before those that begin at once with it', () => {
    const leg = (id: string, startedAt: string, place: string) => ({ id, startedAt, place });
    const recording = {
      ...{ id: 'b', startedAt: '2026-11-24T07:05:00Z' },
      legs: [
        leg('a', '2026-11-24T07:00:00Z', 'before'),
        leg('c', '2026-11-24T07:05:00Z', 'together'),
        leg('d', '2026-11-24T07:09:00.5Z', 'after'),
      ],
    } as unknown as RecordingDetails; // what is looked at
    expect(inOrder(recording).map(({ id, place }) => `${id} ${place}`)).toEqual([
      ...['a before', 'b shown', 'c together', 'd after'],
    ]);
  });
});
