import { describe, expect, it } from '@jest/globals';
import type { RightsCase } from '../../api/types.js';
import { nextStep } from './next-step.js';

type Looked = Parameters<typeof nextStep>[0];
const OFFICER: RightsCase['permitted'] = ['handle', 'confirm', 'export'];

function inState(state: Looked['state'], claims: Looked['claims'] = [{ state: 'open' }], permitted = OFFICER) {
  return nextStep({ state, claims, permitted });
}

describe('what is next in a case', () => {
  it('follows where the case is', () => {
    expect(inState('received')).toBe('triage');
    expect(inState('triaged')).toBe('search');
    expect(inState('identity-pending')).toBe('await-identity');
    expect(inState('assessing')).toBe('assess');
    expect(inState('recipients-notified')).toBe('close');
  });

  it('is the confirmation once every right is decided, for whoever may give it', () => {
    const decided = [{ state: 'decided' }, { state: 'confirmed' }] as const;
    expect(inState('in-review', decided)).toBe('confirm-decisions');
    expect(inState('in-review', decided, ['handle', 'export'])).toBe('await-confirmation');
    expect(inState('in-review', [{ state: 'decided' }, { state: 'open' }])).toBe('review-copies');
    expect(inState('decided', [{ state: 'confirmed' }])).toBe('answer');
  });

  it('is up to others for whoever only looks, and nothing when it is closed', () => {
    expect(inState('assessing', [], ['export'])).toBe('others-handle');
    expect(inState('closed', [], ['export'])).toBe('nothing');
  });
});
