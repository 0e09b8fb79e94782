import { describe, expect, it } from '@jest/globals';
import { noticeToFile } from './notice-to-file.js';

const GIVEN = { played: true, version: '2026-2', language: 'sv' } as const;
const PLANNED = { version: '2026-1', language: 'fi', evidence: 'plan' } as const;

describe('the evidence that an item is filed with', () => {
  it('is what is known already, whatever else is given', () => {
    expect(noticeToFile({ direction: 'inbound' }, PLANNED, GIVEN)).toEqual(PLANNED);
    expect(noticeToFile({ direction: 'outbound' }, { ...PLANNED, evidence: 'call' }, undefined).evidence).toBe('call');
  });

  it.each(['inbound', 'internal'] as const)(
    'is what a person answers for where nothing is known of an %s call',
    direction => {
      expect(noticeToFile({ direction }, null, GIVEN)).toEqual({
        version: '2026-2',
        language: 'sv',
        evidence: 'person',
      });
    },
  );

  it('is missing where nobody gives it', () => {
    expect(() => noticeToFile({ direction: 'inbound' }, null, undefined)).toThrow(
      expect.objectContaining({ code: 'notice-needed' }),
    );
  });

  it.each([GIVEN, undefined])('is nobody’s to give for an outgoing call that its agent has not confirmed', given => {
    expect(() => noticeToFile({ direction: 'outbound' }, null, given)).toThrow(
      expect.objectContaining({ code: 'outgoing-not-confirmed' }),
    );
  });
});
