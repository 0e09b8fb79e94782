import { describe, expect, it } from '@jest/globals';
import { planDigest, planOf, type AssessedRecording, type CopyVersion } from './package-plan.js';

const RECORDING: AssessedRecording = {
  recordingId: 'r',
  state: 'included',
  decision: 'redacted-copy',
  confirmedBy: 'satu',
};
const APPROVED: CopyVersion = {
  ...{ recordingId: 'r', version: 1, state: 'approved', fileId: 'f1', sha256: Buffer.alloc(32, 1) },
  marks: [{ channel: 0, fromMs: 0, toMs: 10, reason: 'patient' }],
};

function why(recording: Partial<AssessedRecording>, ...copies: Partial<CopyVersion>[]): unknown {
  try {
    return planOf(
      [{ ...RECORDING, ...recording }],
      copies.map(copy => ({ ...APPROVED, ...copy })),
    );
  } catch (error) {
    return (error as { details: { recordings: { why: string }[] } }).details.recordings.map(fault => fault.why);
  }
}

describe('what is released', () => {
  it('is the original where two people decided so, and nothing of what they withheld', () => {
    expect(why({ decision: 'copy' })).toEqual([{ recordingId: 'r', copy: null }]);
    expect(why({ decision: 'withheld' })).toEqual([]);
  });

  it('is the approved copy with its marks where the original is not to be heard', () => {
    const copy = { fileId: 'f1', sha256: '01'.repeat(32), marks: APPROVED.marks };
    expect(why({}, {})).toEqual([{ recordingId: 'r', copy }]);
  });

  it('is nothing of a recording that was let go', () => {
    expect(why({ state: 'released', decision: null, confirmedBy: null })).toEqual([]);
  });

  it.each([
    ['a recording that nobody has taken up or let go', ['not-triaged'], { state: 'candidate' }, []],
    ['a recording that nobody has assessed', ['not-assessed'], { decision: null }, [{}]],
    ['an assessment without a second person', ['not-confirmed'], { confirmedBy: null }, [{}]],
    ['no copy at all', ['no-approved-copy'], {}, []],
    ['a copy that was rejected', ['no-approved-copy'], {}, [{ state: 'rejected' }]],
    ['a draft', ['draft-unreviewed'], {}, [{ state: 'draft' }]],
    ['a copy that nobody has listened to', ['draft-unreviewed'], {}, [{ state: 'rendered' }]],
    ['a draft that is newer than the approved copy', ['draft-unreviewed'], {}, [{}, { version: 2, state: 'draft' }]],
    ['a draft beside a decision for the original', ['draft-unreviewed'], { decision: 'copy' }, [{ state: 'draft' }]],
    ['an approved copy whose file is gone', ['no-approved-copy'], {}, [{ fileId: null }]],
  ] as const)('is impossible with %s', (_, expected, recording, copies) => {
    expect(why(recording, ...copies)).toEqual(expected);
  });

  it('is the approved copy where a newer one was rejected', () => {
    expect(why({}, { version: 2, state: 'rejected', fileId: null }, {})).toEqual([
      expect.objectContaining({ recordingId: 'r' }),
    ]);
  });

  it('is impossible as a whole because of one recording', () => {
    const other = { ...RECORDING, recordingId: 'other', decision: 'copy' } as const;
    expect(() => planOf([other, { ...RECORDING, state: 'candidate' }], [])).toThrow();
  });
});

describe('the digest of a plan', () => {
  const original = { recordingId: 'r', copy: null };
  const copied = { recordingId: 'r', copy: { fileId: 'f1', sha256: '', marks: [] } };

  it('is another one for the original, for each copy and for fewer recordings', () => {
    const digests = [[original], [copied], [{ ...copied, copy: { ...copied.copy, fileId: 'f2' } }], []].map(plan =>
      planDigest(plan).toString('hex'),
    );
    expect(new Set(digests).size).toBe(4);
  });

  it('does not depend on the order', () => {
    const other = { recordingId: 'a', copy: null };
    expect(planDigest([original, other])).toEqual(planDigest([other, original]));
  });
});
