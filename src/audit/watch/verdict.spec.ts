import { describe, expect, it } from '@jest/globals';
import type { Finding, Verification } from '../verify/verification.js';
import { verdictOf } from './verdict.js';

const VERIFIED: Verification = { outcome: 'verified', size: 7, root: 'cm9vdA==', events: 7, prunedTo: 0, findings: [] };
const finding = (leafIndex: number, sentence: string): Finding => ({
  kind: 'event-differs',
  eventId: `event ${leafIndex}`,
  leafIndex,
  sentence,
});

describe('the verdict of a night', () => {
  it('is that the log verifies, up to where', () => {
    const verdict = { outcome: 'verified', size: 7, root: 'cm9vdA==', findings: 0, sentence: null, found: [] };
    expect(verdictOf(VERIFIED)).toEqual(verdict);
  });

  it('is the first thing that does not fit, how many there are, and an alarm for each', () => {
    const findings = [finding(3, 'Event 3 is another.'), finding(4, 'Event 4 is another.')];
    expect(verdictOf({ ...VERIFIED, outcome: 'finding', findings })).toEqual({
      ...{ outcome: 'finding', size: 7, root: 'cm9vdA==', findings: 2, sentence: 'Event 3 is another.' },
      found: findings.map(({ eventId, leafIndex, sentence }) => ({
        ...{ kind: 'verification-finding', eventId, leafIndex, finding: sentence },
      })),
    });
  });

  it('is no finding and no alarm where the log could not be read to its end', () => {
    const verdict = { outcome: 'failed', size: null, root: null, findings: 0, sentence: null, found: [] };
    expect(verdictOf(null)).toEqual(verdict);
  });
});
