import { describe, expect, it } from '@jest/globals';
import { decisionOf, groundOf, refuses } from './decision-draft.js';

const DRAFT = { outcome: 'refused', ground: 'rights-of-others-15-4', reasons: ' Muiden tietoja. ' };

describe('a decision about a right', () => {
  it('that refuses has a ground and reasons', () => {
    expect(['granted', 'partly-granted', 'refused', 'nothing-held', 'withdrawn'].filter(refuses)).toEqual([
      ...['partly-granted', 'refused'],
    ]);
    expect(decisionOf('access', DRAFT, false)).toEqual({
      ...{ outcome: 'refused', ground: 'rights-of-others-15-4', reasons: 'Muiden tietoja.', reasonsLeftOut: false },
    });
  });

  it('that refuses nothing has no ground', () => {
    expect(decisionOf('access', { ...DRAFT, outcome: 'granted', reasons: '' }, true)).toEqual({ outcome: 'granted' });
  });

  it('leaves reasons out of the answer only on a ground of section 34', () => {
    expect(decisionOf('access', DRAFT, true)).toHaveProperty('reasonsLeftOut', false);
    expect(decisionOf('access', { ...DRAFT, ground: 'supervision-dpa-34' }, true)).toHaveProperty(
      'reasonsLeftOut',
      true,
    );
  });

  it('has a ground of its own right', () => {
    expect(groundOf('rectification', 'rights-of-others-15-4')).toBe('accurate-16');
    expect(groundOf('access', 'excessive-12-5')).toBe('excessive-12-5');
  });
});
