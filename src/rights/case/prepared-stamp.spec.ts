import { describe, expect, it } from '@jest/globals';
import {
  assessmentStamp,
  checkSeen,
  claimStamp,
  disclosureStamp,
  type StampedClaim,
  type StampedRecording,
} from './prepared-stamp.js';

const at = new Date('2026-11-24T08:00:00Z');
const CLAIM: StampedClaim = {
  decidedBy: 'oili',
  decidedAt: at,
  outcome: 'refused',
  ground: 'accurate-16',
  reasonsLeftOut: false,
  sealedReasons: Buffer.from('one'),
};
const RECORDING: StampedRecording = {
  recordingId: 'r',
  decision: 'copy',
  ground: null,
  forwarded: false,
  sealedAssessment: Buffer.from('one'),
  assessedBy: 'oili',
  assessedAt: at,
};

describe('the stamp of what waits for a second person', () => {
  it('is another one for whatever the person answers for', () => {
    const claims: StampedClaim[] = [
      CLAIM,
      { ...CLAIM, outcome: 'granted' },
      { ...CLAIM, ground: null },
      { ...CLAIM, reasonsLeftOut: true },
      { ...CLAIM, sealedReasons: Buffer.from('two') },
      { ...CLAIM, decidedBy: 'satu' },
    ];
    expect(new Set(claims.map(claimStamp)).size).toBe(claims.length);
    expect(claimStamp({ ...CLAIM, sealedReasons: Buffer.from('one') })).toBe(claimStamp(CLAIM));
    const recordings: StampedRecording[] = [
      RECORDING,
      { ...RECORDING, decision: 'redacted-copy' },
      { ...RECORDING, sealedAssessment: null },
      { ...RECORDING, recordingId: 'other' },
    ];
    expect(new Set(recordings.map(assessmentStamp)).size).toBe(recordings.length);
  });

  it('of a disclosure is that of all its recordings, in any order', () => {
    const other = { ...RECORDING, recordingId: 'other' };
    expect(disclosureStamp([RECORDING, other])).toBe(disclosureStamp([other, RECORDING]));
    expect(disclosureStamp([RECORDING])).not.toBe(disclosureStamp([RECORDING, other]));
  });

  it('lets nobody confirm what they did not see', () => {
    const [now, seen] = [claimStamp(CLAIM), claimStamp({ ...CLAIM, outcome: 'granted' })];
    expect(() => {
      checkSeen(now, seen);
    }).toThrow(expect.objectContaining({ code: 'changed-meanwhile' }));
    expect(() => {
      checkSeen(now, now);
    }).not.toThrow();
  });
});
