import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { manifestBytes, manifestHash, manifestOf, type ManifestFacts } from './manifest.js';

const FORM = { container: 'wav', codec: 'alaw', channels: 1, sampleRateHz: 8000, durationMs: 1000 } as const;
const SIZES = { frames: 8000, frameBytes: 1, samplesOffset: 58, samplesBytes: 8000, sizeBytes: 8058 };
const [AUTHOR, REVIEWER] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'];

const FACTS: ManifestFacts = {
  recordingId: '019a0000-0000-7000-8000-000000000003',
  recording: { ...FORM, samplesOffset: 44, samplesBytes: 8000, audioSha256: Buffer.alloc(32, 1) },
  redaction: { marks: [{ channel: 'all', fromMs: 1, toMs: 2, reason: 'secret' }], method: 'tone' },
  form: { ...FORM, ...SIZES },
  verdict: { proven: true, originalSha256: Buffer.alloc(32, 1), copySha256: Buffer.alloc(32, 2) },
  version: 3,
  made: { by: AUTHOR, at: new Date('2026-11-01T10:00:00Z') },
  reviewed: { by: REVIEWER, at: new Date('2026-11-02T10:00:00Z') },
};

describe('the manifest of a copy', () => {
  it('is canonical JSON that tells of both files, the marks and who answers for them', () => {
    expect(manifestBytes(manifestOf(FACTS)).toString()).toBe(
      `{"author":"${AUTHOR}",` +
        `"copy":{"channels":1,"codec":"alaw","container":"wav","durationMs":1000,"frames":8000,"sampleRateHz":8000,"sha256":"${'02'.repeat(32)}","sizeBytes":8058},` +
        '"decoded":false,"engineVersion":1,"guardMs":150,"kind":"redacted-copy","madeAt":"2026-11-01T10:00:00.000Z",' +
        '"marks":[{"channel":"all","fromMs":1,"reason":"secret","toMs":2}],"method":"tone",' +
        `"original":{"channels":1,"codec":"alaw","container":"wav","durationMs":1000,"sampleRateHz":8000,"sha256":"${'01'.repeat(32)}"},` +
        `"recordingId":"${FACTS.recordingId}","reviewedAt":"2026-11-02T10:00:00.000Z","reviewer":"${REVIEWER}","version":3}`,
    );
  });

  it('is hashed as it is written', () => {
    const manifest = manifestOf(FACTS);
    expect(manifestHash(manifest)).toEqual(createHash('sha256').update(manifestBytes(manifest)).digest());
  });

  it('is not made where one person was author and reviewer', () => {
    const own = () => manifestOf({ ...FACTS, reviewed: FACTS.made });
    expect(own).toThrow(expect.objectContaining({ code: 'own-review' }));
  });
});
