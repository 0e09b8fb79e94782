import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { certificateHash, certificatesRoot, statedBy } from './certificate-hash.js';
import { purged, rowOf, UNIT_ID } from './testing/sample-certificate.js';

const sha256 = (...parts: readonly (string | Buffer)[]) =>
  createHash('sha256')
    .update(Buffer.concat(parts.map(part => Buffer.from(part))))
    .digest();
const [LEAF, NODE] = [Buffer.from([0]), Buffer.from([1])];

/** RFC 8785 by hand: keys in order, no space. */
const CANONICAL =
  '{"blobAbsentAt":"2027-03-01T22:00:09.000Z","callOn":"2026-11-24","dueOn":"2027-03-01","erasureId":null,"ground":null,' +
  '"holds":[{"from":"2026-12-01","kind":"complaint","outcome":"ended","reasonSha256":"aaa","until":"2027-03-01"},' +
  '{"from":"2026-12-02","kind":"training","outcome":"lapsed","reasonSha256":"bbb","until":"2026-12-09"}],' +
  '"issuedAt":"2027-03-01T22:00:06.000Z","keyDestroyedAt":"2027-03-01T22:00:05.000Z",' +
  '"notCovered":{"source":"vaihde","sourceKeepsDays":30},"ordinaryDueOn":"2027-01-24",' +
  '"purgeRunId":"019c0000-0000-7000-8000-00000000000a","queue":"user-support","reason":"due",' +
  '"rule":"earlier-of 61 days, 2 months","ruleVersion":1,' +
  '"unitId":"019c0000-0000-7000-8000-000000000001","unitKind":"recording"}';

describe('what a certificate states', () => {
  it('is everything of its row that does not change any more', () => {
    const { sha256: _hash, event: _event, finalOn: _later, ...rest } = purged();
    expect(statedBy(rowOf())).toEqual(rest);
  });

  it('is null where the row has nothing', () => {
    const nothing = { callOn: null, ruleVersion: null, ordinaryDueOn: null, purgeRunId: null, blobAbsentAt: null };
    expect(statedBy(rowOf(nothing))).toMatchObject(nothing);
    const erasure = { ground: 'private-call', erasureId: UNIT_ID, reason: 'erasure' } as const;
    expect(statedBy(rowOf(erasure))).toMatchObject(erasure);
  });

  it('covers the copies of every source but Tallenne itself, also where the source has not said how long it keeps them', () => {
    expect(statedBy(rowOf({ source: '', sourceKeepsDays: null })).notCovered).toBeNull();
    expect(statedBy(rowOf({ sourceKeepsDays: null })).notCovered).toEqual({ source: 'vaihde', sourceKeepsDays: null });
  });
});

describe('the hash of a certificate', () => {
  it('is the RFC 6962 leaf hash over the canonical JSON of what it states', () => {
    expect(certificateHash(rowOf()).toString('hex')).toBe(sha256(LEAF, CANONICAL).toString('hex'));
  });

  it('is another for any other statement, and the same before and after its final day is known', () => {
    const hash = (over: Parameters<typeof rowOf>[0]) => certificateHash(rowOf(over)).toString('hex');
    expect(hash({ queue: 'on-call' })).not.toBe(hash({}));
    expect(hash({ holds: [] })).not.toBe(hash({}));
    expect(hash({ finalOn: null, sizeBytes: 1, tracesOn: '2027-03-02' })).toBe(hash({}));
  });

  it('makes, with those of its run, the root of RFC 6962 §2.1 in their order', () => {
    const [a, b, c] = [rowOf(), rowOf({ queue: 'on-call' }), rowOf({ queue: '' })].map(certificateHash);
    if (!a || !b || !c) throw new Error('There are three.');
    expect(certificatesRoot([a, b, c])).toEqual(sha256(NODE, sha256(NODE, a, b), c));
    expect(certificatesRoot([b, a, c])).not.toEqual(certificatesRoot([a, b, c]));
    expect(certificatesRoot([])).toEqual(sha256(''));
  });
});
