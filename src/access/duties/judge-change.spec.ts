import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { dutiesOn, judgeChange } from './judge-change.js';

const PRESENT = { unit: 'Käyttäjätuki', title: 'Asiantuntija', queue: 'user-support', managerId: 'mia' };

describe('a change of duties', () => {
  it.each([{ unit: 'Osasto' }, { title: 'Esihenkilö' }, { queue: 'ward' }, { unit: 'Osasto', managerId: 'olli' }])(
    'opens a review that suspends on the day: %j',
    wanted => {
      expect(judgeChange(PRESENT, wanted).opens).toBe('duties');
    },
  );

  it('opens a review that suspends nobody yet where only the manager is new', () => {
    expect(judgeChange(PRESENT, { managerId: 'olli' })).toEqual({ fields: ['managerId'], opens: 'manager' });
  });

  it('opens none where a manager leaves and nobody comes', () => {
    expect(judgeChange(PRESENT, { managerId: null })).toEqual({ fields: ['managerId'], opens: null });
  });

  it('is none where nothing is new', () => {
    expect(judgeChange(PRESENT, { ...PRESENT })).toEqual({ fields: [], opens: null });
    expect(judgeChange(PRESENT, {})).toEqual({ fields: [], opens: null });
    expect(judgeChange(PRESENT, { unit: undefined })).toEqual({ fields: [], opens: null });
  });

  it('opens none by what the directory tells for the first time, but by what it tells beside', () => {
    expect(judgeChange(PRESENT, { unit: 'Osasto' }, ['unit'])).toEqual({ fields: ['unit'], opens: null });
    expect(judgeChange(PRESENT, { unit: 'Osasto', queue: 'ward' }, ['unit']).opens).toBe('duties');
    expect(judgeChange(PRESENT, { unit: 'Osasto', managerId: 'olli' }, ['unit']).opens).toBe('manager');
  });
});

describe('the duties of a day', () => {
  const coming = [
    { ...PRESENT, unit: 'Osasto', fields: ['unit'] as const, effectiveOn: '2026-12-01' },
    { ...PRESENT, managerId: null, fields: ['managerId'] as const, effectiveOn: '2026-12-10' },
  ];

  it('are the present ones and what has come by then', () => {
    expect(dutiesOn(parseDay('2026-11-30'), PRESENT, coming)).toEqual(PRESENT);
    expect(dutiesOn(parseDay('2026-12-01'), PRESENT, coming)).toEqual({ ...PRESENT, unit: 'Osasto' });
    expect(dutiesOn(parseDay('2026-12-31'), PRESENT, coming)).toEqual({ ...PRESENT, unit: 'Osasto', managerId: null });
  });
});
