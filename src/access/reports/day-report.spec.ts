import { describe, expect, it } from '@jest/globals';
import { addDays, parseDay, startOfDay } from '../../kernel/calendar.js';
import type { UndertakingHistory } from '../undertakings/undertaking-standings.js';
import { ANNA, MAIJA, TODAY } from '../testing/person.js';
import { dayRow, type HistoryRow } from './day-report.js';

const LONG_AGO = startOfDay(parseDay('2026-01-01'));
const NOON = new Date(startOfDay(TODAY).getTime() + 12 * 3_600_000);
const row: HistoryRow = {
  ...{ id: ANNA, role: 'agent', all_queues: true, queues: [], all_units: true, units: [], own_calls_only: false },
  ...{ purposes: [], from_on: '2026-01-01', until_on: '2026-12-31', staff_id: MAIJA, display_name: 'Maija Malli' },
  ...{ unit: 'Tuki', title: 'Neuvoja', created_at: LONG_AGO, revoked_at: null, named_at: LONG_AGO, left_at: null },
  suspensions: [],
};
const history: UndertakingHistory = {
  versions: [{ version: '2026-1', inForceOn: parseDay('2026-01-01'), graceDays: 0 }],
  of: staffId => (staffId === MAIJA ? [{ version: '2026-1', at: LONG_AGO }] : []),
};
const on = (over: Partial<HistoryRow>, of = history) => {
  const found = dayRow({ ...row, ...over }, TODAY, of);
  return found && [found.worked, found.because];
};

describe('a grant on a day, from what is kept of it', () => {
  it('is told with its person and whether it worked', () => {
    expect(dayRow(row, TODAY, history)).toMatchObject({
      ...{ staffId: MAIJA, displayName: 'Maija Malli', worked: 'whole-day', because: [] },
      grant: { id: ANNA, role: 'agent', queues: 'all' },
    });
  });

  it.each([
    ['given that day', { created_at: NOON }, 'given-that-day'],
    ['revoked that day', { revoked_at: NOON }, 'revoked-that-day'],
    ['of somebody named that day', { named_at: NOON }, 'left-that-day'],
    ['of somebody who left that day', { left_at: NOON }, 'left-that-day'],
    ['suspended for a while', { suspensions: [[NOON.getTime(), NOON.getTime() + 1]] }, 'suspended'],
    ['suspended from then on', { suspensions: [[NOON.getTime(), null]] }, 'suspended'],
  ] as const)('worked for a part of it where it was %s', (_, over, because) => {
    expect(on(over)).toEqual(['part-of-day', [because]]);
  });

  it('did not work where it was suspended all day, or its person not bound', () => {
    expect(on({ suspensions: [[LONG_AGO.getTime(), null]] })).toEqual(['not', ['suspended']]);
    expect(on({}, { ...history, of: () => [] })).toEqual(['not', ['not-bound']]);
    expect(on({ suspensions: [[LONG_AGO.getTime(), LONG_AGO.getTime() + 1]] })).toEqual(['whole-day', []]);
  });

  it('is left out where its person was not there that day', () => {
    expect(on({ left_at: startOfDay(TODAY) })).toBeNull();
    expect(on({ named_at: startOfDay(addDays(TODAY, 1)) })).toBeNull();
  });
});
