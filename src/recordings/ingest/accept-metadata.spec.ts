import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { EARLIER_OF_61_DAYS_AND_2_MONTHS } from '../../kernel/retention-rule.js';
import type { AdoptedRule } from '../retention-rule/rule-for-call.js';
import { acceptMetadata, UNKNOWN_SOURCE, type SourceRules } from './accept-metadata.js';
import type { Announcement } from './announcement.js';
import { recordingMetadata, type RecordingMetadata } from './metadata.schemas.js';

const NOW = new Date('2026-11-24T07:00:00Z');
const FIRST_RULE: AdoptedRule = {
  ...{ version: 1, rule: EARLIER_OF_61_DAYS_AND_2_MONTHS, appliesToEarlier: true },
  inForceFrom: parseDay('2000-01-01'),
};
const ENTRY: Announcement = {
  ...{ queue: null, direction: null, version: '2026-1', language: 'fi' },
  ...{ from: '2026-01-01', until: null },
};
const PLANNED: SourceRules = { keepsIdentityCodes: false, announcements: [ENTRY] };
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

function accept(given: RecordingMetadata, source: SourceRules, now: Date, rules = [FIRST_RULE]) {
  return acceptMetadata(given, source, rules, now);
}

describe('acceptMetadata', () => {
  it('gives the last day by the earlier of 61 days and two months after the end of the call', () => {
    expect(accept(call(), PLANNED, NOW).dueOn).toBe('2027-01-24');
  });

  it('goes by the newest rule that is for the call, and says which', () => {
    const inForceFrom = parseDay('2026-11-24');
    const shorter: AdoptedRule = { version: 2, rule: { kind: 'days', days: 30 }, inForceFrom, appliesToEarlier: false };
    expect(accept(call(), PLANNED, NOW)).toMatchObject({ ruleVersion: 1 });
    const accepted = accept(call(), PLANNED, NOW, [FIRST_RULE, shorter]);
    expect(accepted).toMatchObject({ ruleVersion: 2, dueOn: '2026-12-24' });
  });

  it('refuses a recording whose last day is over, and takes it on that day', () => {
    const old = call({ startedAt: '2026-09-24T06:00:00Z', endedAt: '2026-09-24T06:05:00Z' });
    expect(accept(old, PLANNED, new Date('2026-11-24T21:59:59Z')).dueOn).toBe('2026-11-24');
    expect(() => accept(old, PLANNED, new Date('2026-11-24T22:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'past-due' }),
    );
  });

  it('refuses a call of the future, allowing for clocks that run five minutes ahead', () => {
    const soon = (endedAt: string) => call({ startedAt: '2026-11-24T06:59:00Z', endedAt });
    expect(accept(soon('2026-11-24T07:05:00Z'), PLANNED, NOW).dueOn).toBe('2027-01-24');
    expect(() => accept(soon('2026-11-24T07:05:01Z'), PLANNED, NOW)).toThrow(
      expect.objectContaining({ code: 'starts-in-future' }),
    );
  });

  it('drops structured identity codes and patients of a source that may not give them, and says which', () => {
    const given = call({
      caller: { name: 'Testi', personalIdentityCode: '240688U9367' },
      patients: [{ name: 'Potilas Testi' }],
    });
    const accepted = accept(given, UNKNOWN_SOURCE, NOW);
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
    const { parties, dropped } = accept(given, WITH_CODES, NOW);
    expect(parties.map(party => [party.kind, party.fields.personalIdentityCode, party.codeInvalid])).toEqual([
      ['caller', '240688U9367', false],
      ['patient', '311299-998A', true],
    ]);
    expect(dropped).toEqual([]);
  });

  it('takes the evidence of the call itself before the plan', () => {
    const told = call({ notice: { played: true, version: '2025-3', language: 'sv' } });
    expect(accept(told, PLANNED, NOW).notice).toEqual({ version: '2025-3', language: 'sv', evidence: 'call' });
    expect(accept(call({ notice: { played: false } }), PLANNED, NOW).notice).toBeNull();
  });

  it('takes the plan where the call says nothing', () => {
    expect(accept(call(), PLANNED, NOW).notice).toEqual({
      version: '2026-1',
      language: 'fi',
      evidence: 'plan',
    });
    expect(accept(call({ direction: 'internal' }), PLANNED, NOW).notice).toMatchObject({ evidence: 'plan' });
    expect(accept(call(), UNKNOWN_SOURCE, NOW).notice).toBeNull();
  });

  it('never takes the plan for an outgoing call: the agent confirms, and the plan says what was told', () => {
    const told = { ...ENTRY, direction: 'outbound' as const, version: 'told', language: 'sv' };
    const source = { ...PLANNED, announcements: [ENTRY, told] };
    const outgoing = (more: object) => accept(call({ direction: 'outbound', ...more }), source, NOW).notice;
    expect(outgoing({})).toBeNull();
    expect(outgoing({ notice: { played: false } })).toBeNull();
    expect(outgoing({ notice: { played: true } })).toEqual({ version: 'told', language: 'sv', evidence: 'call' });
  });
});
