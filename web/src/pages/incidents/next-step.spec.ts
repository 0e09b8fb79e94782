import { describe, expect, it } from '@jest/globals';
import { nextStepOf } from './next-step.js';

const open = { notification: 'open', communication: 'open', mayConfirm: false, listings: [] } as const;

describe('what is to be done next about an incident', () => {
  it('is to find whom it affected, and then to notify the authority', () => {
    expect(nextStepOf(open)).toBe('list');
    expect(nextStepOf({ ...open, listings: [{}] })).toBe('notify');
  });

  it('is for the second person alone where one has said why the authority is not told', () => {
    expect(nextStepOf({ ...open, notification: 'proposed' })).toBe('second');
    expect(nextStepOf({ ...open, notification: 'proposed', mayConfirm: true })).toBe('confirm');
  });

  it('is about the people once the authority is settled, and then nothing', () => {
    expect(nextStepOf({ ...open, notification: 'notified' })).toBe('tell');
    expect(nextStepOf({ ...open, notification: 'not-notified', communication: 'told' })).toBe('nothing');
  });
});
