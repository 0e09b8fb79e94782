import { describe, expect, it } from '@jest/globals';
import { acceptMetadata, UNKNOWN_SOURCE, type SourceRules } from './accept-metadata.js';
import { recordingMetadata, type RecordingMetadata } from './metadata.schemas.js';

const NOW = new Date('2026-11-24T07:00:00Z');
const PLANNED: SourceRules = { keepsIdentityCodes: false, noticeVersion: '2026-1', noticeLanguage: 'fi' };
const WITH_CODES: SourceRules = { ...PLANNED, keepsIdentityCodes: true };

function call(over: Record<string, unknown> = {}): RecordingMetadata {
  return recordingMetadata.parse({
    source: 'pbx-1',
    externalId: 'x',
    startedAt: '2026-11-24T06:00:00Z',
    endedAt: '2026-11-24T06:05:00Z',
    queue: 'user-support',
    agent: { username: 'maija.malli' },
    ...over,
  });
}

describe('acceptMetadata', () => {
  it('gives the last day by the earlier of 61 days and two months after the end of the call', () => {
    expect(acceptMetadata(call(), PLANNED, NOW).dueOn).toBe('2027-01-24');
  });

  it('refuses a recording whose last day is over, and takes it on that day', () => {
    const old = call({ startedAt: '2026-09-24T06:00:00Z', endedAt: '2026-09-24T06:05:00Z' });
    expect(acceptMetadata(old, PLANNED, new Date('2026-11-24T21:59:59Z')).dueOn).toBe('2026-11-24');
    expect(() => acceptMetadata(old, PLANNED, new Date('2026-11-24T22:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'past-due' }),
    );
  });

  it('refuses a call of the future, allowing for clocks that run five minutes ahead', () => {
    const soon = (endedAt: string) => call({ startedAt: '2026-11-24T06:59:00Z', endedAt });
    expect(acceptMetadata(soon('2026-11-24T07:05:00Z'), PLANNED, NOW).dueOn).toBe('2027-01-24');
    expect(() => acceptMetadata(soon('2026-11-24T07:05:01Z'), PLANNED, NOW)).toThrow(
      expect.objectContaining({ code: 'starts-in-future' }),
    );
  });

  it('drops structured identity codes and patients of a source that may not give them, and says which', () => {
    const given = call({
      caller: { name: 'Testi', personalIdentityCode: '240688U9367' },
      patients: [{ name: 'Potilas Testi' }],
    });
    const accepted = acceptMetadata(given, UNKNOWN_SOURCE, NOW);
    expect(accepted.parties).toEqual([
      { kind: 'caller', category: 'unknown', fields: { name: 'Testi' }, codeInvalid: false },
    ]);
    expect(accepted.dropped).toEqual(['caller.personalIdentityCode', 'patients']);
  });

  it('keeps them of a source that may give them, an invalid code as the text that came', () => {
    const given = call({
      caller: { personalIdentityCode: '240688u9367' },
      patients: [{ personalIdentityCode: '311299-998A' }],
    });
    const { parties, dropped } = acceptMetadata(given, WITH_CODES, NOW);
    expect(parties.map(party => [party.kind, party.fields.personalIdentityCode, party.codeInvalid])).toEqual([
      ['caller', '240688U9367', false],
      ['patient', '311299-998A', true],
    ]);
    expect(dropped).toEqual([]);
  });

  it('takes the evidence of the call itself before the plan', () => {
    const told = call({ notice: { played: true, version: '2025-3', language: 'sv' } });
    expect(acceptMetadata(told, PLANNED, NOW).notice).toEqual({ version: '2025-3', language: 'sv', evidence: 'call' });
    expect(acceptMetadata(call({ notice: { played: false } }), PLANNED, NOW).notice).toBeNull();
  });

  it('takes the plan where the call says nothing, but never for an outgoing call', () => {
    expect(acceptMetadata(call(), PLANNED, NOW).notice).toEqual({
      version: '2026-1',
      language: 'fi',
      evidence: 'plan',
    });
    expect(acceptMetadata(call({ direction: 'outbound' }), PLANNED, NOW).notice).toBeNull();
    expect(acceptMetadata(call(), UNKNOWN_SOURCE, NOW).notice).toBeNull();
  });
});
