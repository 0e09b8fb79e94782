import { describe, expect, it } from '@jest/globals';
import { NOBODY } from '../../kernel/ids.js';
import { ANNA, EERO, MAIJA } from '../testing/person.js';
import { dutyChangeView } from './duty-change-view.js';
import { DutyChange } from './duty-change.entity.js';

const AT = new Date('2026-11-24T07:00:00Z');
const NAMES = new Map([
  [MAIJA, 'Maija Malli'],
  [EERO, 'Eero Malli'],
]);

function change(over: Partial<DutyChange> = {}): DutyChange {
  const duties = { fields: ['unit', 'managerId'], unit: 'Osastot', title: 'Neuvoja', queue: '', managerId: EERO };
  const entered = { effectiveOn: '2026-12-01', opens: 'duties', origin: 'entered', enteredAt: AT, enteredBy: EERO };
  const state = { batchId: null, held: false, appliedAt: null, withdrawnAt: null };
  return Object.assign(new DutyChange(), { id: ANNA, staffId: MAIJA, ...duties, ...entered, ...state, ...over });
}

const shown = {
  ...{ id: ANNA, staffId: MAIJA, staffName: 'Maija Malli', fields: ['unit', 'managerId'], unit: 'Osastot' },
  ...{ title: 'Neuvoja', queue: '', managerId: EERO, managerName: 'Eero Malli', effectiveOn: '2026-12-01' },
  ...{ opens: 'duties', origin: 'entered', enteredAt: '2026-11-24T07:00:00.000Z', enteredBy: EERO, batchId: null },
  state: 'coming',
};

describe('a change of duties as answers show it', () => {
  it('names the person, the manager and the new values', () => {
    expect(dutyChangeView(change(), NAMES)).toEqual(shown);
  });

  it('names nobody where nobody manages, and where a machine of no account entered it', () => {
    const over = { managerId: null, enteredBy: NOBODY, opens: null, batchId: EERO };
    expect(dutyChangeView(change(over), NAMES)).toEqual({
      ...{ ...shown, managerId: null, managerName: null, enteredBy: null, opens: null, batchId: EERO },
    });
    expect(dutyChangeView(change(), new Map())).toEqual({ ...shown, staffName: '', managerName: null });
  });

  it.each([
    ['coming', {}],
    ['in-effect', { appliedAt: AT }],
    ['held', { held: true }],
    ['withdrawn', { held: true, withdrawnAt: AT }],
    ['withdrawn', { withdrawnAt: AT }],
  ] as const)('is %s with %j', (state, over) => {
    expect(dutyChangeView(change(over), NAMES).state).toBe(state);
  });
});
