import { describe, expect, it } from '@jest/globals';
import type { Database, Statement } from '../../platform/database/index.js';
import { leafOf, THE_SYSTEM } from '../event.js';
import { ReinstateAlarms } from './reinstate-alarms.js';

const id = (end: number): string => `00000000-0000-7000-8000-${String(end).padStart(12, '0')}`;
const AT = new Date('2026-11-24T07:00:00.000Z');

/** The leaf of an alarm that was raised. */
function raised(end: number, facts: Record<string, string | number | null>): Buffer {
  const object = { kind: 'audit-alarm', id: id(end) };
  const draft = { action: 'log.alarm-raised', actor: THE_SYSTEM, object, reason: 'tile-differs', facts } as const;
  return leafOf(id(end + 100), AT, 'p1', draft).bytes;
}

describe('alarms that the log tells of', () => {
  it('are put back, each with its place, and what tells of none holds up no other', async () => {
    const leaves = [
      ...[Buffer.from('no leaf'), Buffer.from('{"v":1}'), raised(1, { eventId: null, leafIndex: 3 })],
      ...[
        raised(2, { eventId: 'no id', leafIndex: 3 }),
        raised(3, { eventId: id(9), leafIndex: null, finding: 'Ei.' }),
      ],
    ];
    const put: unknown[] = [];
    const query = ({ name }: Statement, values?: unknown[]) => {
      if (name === 'log-alarm-put-back') put.push(values);
      return Promise.resolve(name === 'log-alarms-raised' ? leaves.map(leaf => ({ leaf })) : []);
    };
    await new ReinstateAlarms({ query } as unknown as Database).execute(); // it is asked nothing else

    expect(put).toEqual([
      [id(1), 'tile-differs', AT, null, 3, null],
      [id(3), 'tile-differs', AT, id(9), null, 'Ei.'],
    ]);
  });
});
