import { describe, expect, it } from '@jest/globals';
import { deliveredMetadata, recordingMetadata, reference, TELLS_WHO } from './metadata.schemas.js';

/** What tells who somebody is, in the ways that it is written. */
const TELLING = [
  '150585-951A',
  '150585Y951A',
  '150585-951a',
  'K-150585-951A',
  '0401234567',
  '040-1234567',
  '358401234567',
];

describe('a reference', () => {
  it.each(TELLING)('is no %s, which would stand in the log for ever', text => {
    expect(reference.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([TELLS_WHO]);
  });

  it.each([
    'INC-1',
    'V-77',
    '1',
    '20261101000123',
    '1772349300.42',
    'KURSSI-7',
    '7',
    '900101-1',
    'OTOS-47',
    '2026-1234',
  ])('may be %s', text => {
    expect(reference.safeParse(text).success).toBe(true);
  });
});

describe('what is delivered', () => {
  const call = {
    ...{ source: 'pbx-1', externalId: '1772349300.42', queue: 'user-support', agent: { extension: '1001' } },
    ...{ startedAt: '2026-11-24T08:00:00Z', endedAt: '2026-11-24T08:05:00Z' },
  };
  const asTold = { externalId: '0401234567', linkedId: '+358401234567', queue: '150585-951A', unit: '0401234567' };

  it.each(Object.entries({ ...asTold, ticket: '150585-951A' }))('keeps no such %s in the clear', (field, text) => {
    const wrong = deliveredMetadata.safeParse({ ...call, [field]: text }).error?.issues;
    expect(wrong?.map(({ path, message }) => [path.join('.'), message])).toEqual([[field, TELLS_WHO]]);
    expect(JSON.stringify(wrong)).not.toContain(text);
  });

  it('is no call of more than two days, whatever was read as one before', () => {
    const lasted = (startedAt: string) => deliveredMetadata.safeParse({ ...call, startedAt }).error?.issues[0]?.message;
    expect(lasted('2026-11-22T08:05:00Z')).toBeUndefined();
    expect(lasted('2026-11-22T08:04:59Z')).toBe('must be within 2 days of startedAt');
    expect(recordingMetadata.safeParse({ ...call, startedAt: '1900-01-01T00:00:00Z' }).success).toBe(true);
  });

  it.each(['x', '2026\ufffd11-24T08:00:00Z'])('has instants, and %j is none', startedAt => {
    const issues = deliveredMetadata.safeParse({ ...call, startedAt }).error?.issues;
    expect(issues?.map(({ path }) => path)).toContainEqual(['startedAt']);
  });

  it('may have one where it is sealed, and is read as it was taken', () => {
    const caller = { phone: '0401234567', personalIdentityCode: '150585-951A' };
    expect(deliveredMetadata.safeParse({ ...call, caller, note: '150585-951A' }).success).toBe(true);
    expect(recordingMetadata.safeParse({ ...call, ...asTold }).success).toBe(true);
  });
});
