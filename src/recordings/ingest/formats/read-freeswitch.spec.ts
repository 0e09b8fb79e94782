import { describe, expect, it } from '@jest/globals';
import { example, read, refusalOf } from './testing/examples.js';

describe('FreeSWITCH', () => {
  const form = { format: 'freeswitch', preset: 'freeswitch' };

  it('gives the call with decoded values, times from microseconds and the file of record_session', () => {
    expect(read(example('freeswitch-a-leg.cdr.json'), form).calls).toMatchObject([
      {
        call: {
          ...{ externalId: '6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01', queue: 'user-support', direction: 'inbound' },
          ...{ startedAt: new Date('2026-03-01T07:15:00.123Z'), endedAt: new Date('2026-03-01T07:19:40.500Z') },
          ...{ agent: { extension: '1001' }, caller: { name: 'Testi Soittaja', phone: '+358401234567' } },
        },
        audio: {
          kind: 'named',
          names: ['6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01.wav', '6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01.mp3'],
        },
      },
    ]);
  });

  it('that recorded nothing, or no sound, says so', () => {
    const text = example('freeswitch-a-leg.cdr.json').toString();
    const without = text
      .replace(/"record_\w+": "[^"]*",?/g, '')
      .replace(/"1772349580500000",\s*}/, '"1772349580500000"}');
    const silent = text.replace('"259"', '"0"').replace('"259500"', '"0"').replace('"2076000"', '"0"');
    const audioOf = (document: string) => read(document, form).calls[0]?.audio;
    expect(audioOf(without.replace('"record_session"', '"playback"'))).toEqual({
      kind: 'none',
      reason: 'not-recorded',
    });
    expect(audioOf(silent)).toEqual({ kind: 'none', reason: 'empty-recording' });
  });

  describe('tells which way a call went', () => {
    const INSIDE = { user_name: '1001', last_sent_callee_id_number: '1002' };
    const OUTSIDE = { last_sent_callee_id_number: '1001' };
    const NUMBER = '+358401234567';
    const directionOf = (variables: object, from: string, to: string): unknown => {
      const times = { start_uepoch: '1772349300123456', end_uepoch: '1772349580500000' };
      const profile = { caller_id_number: from, destination_number: to };
      const document = {
        variables: { uuid: 'a-1', direction: 'inbound', ...times, ...variables },
        callflow: [{ caller_profile: profile }],
      };
      const mapping = { queue: { constant: 'user-support' } };
      const { calls, unusable } = read(JSON.stringify(document), { ...form, mapping, outbound: mapping });
      return calls[0] ? [calls[0].call.direction, calls[0].call.agent] : unusable[0]?.faults;
    };

    it.each([
      ['an agent dials a number', INSIDE, '1001', '0401234567', ['outbound', { extension: '1001' }]],
      ['an extension dials a number', { sip_from_user: '1001' }, '1001', NUMBER, ['outbound', { extension: '1001' }]],
      [
        'an agent dials another',
        { ...INSIDE, dialed_user: '1002' },
        '1001',
        '1002',
        ['internal', { extension: '1002' }],
      ],
      ['a number calls', OUTSIDE, NUMBER, '600', ['inbound', { extension: '1001' }]],
      [
        'who hides the number waits',
        { ...OUTSIDE, cc_queue: 'q' },
        'anonymous',
        '600',
        ['inbound', { extension: '1001' }],
      ],
      [
        'the exchange says so',
        { ...INSIDE, call_direction: 'local' },
        '1001',
        NUMBER,
        ['internal', { extension: '1002' }],
      ],
    ])('where %s', (_, variables, from, to, told) => {
      expect(directionOf(variables, from, to)).toEqual(told);
    });

    it.each([
      ['an agent dials a short number', INSIDE, '1001', '112'],
      ['who hides the number calls nobody knows whom', OUTSIDE, 'anonymous', '600'],
      ['the leg is that of the other side', { ...OUTSIDE, direction: 'outbound' }, NUMBER, '600'],
      ['the exchange says what we do not know', { direction: 'outbound', call_direction: 'toString' }, NUMBER, '600'],
    ])('but not where %s', (_, variables, from, to) => {
      expect(directionOf(variables, from, to)).toContain('direction:missing');
    });
  });

  it('with a control character in its id cannot be used, and has no id', () => {
    const text = example('freeswitch-a-leg.cdr.json').toString();
    const changed = text.replaceAll('6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01', 'a%00b');
    expect(read(changed, form).unusable).toEqual([
      { line: null, externalId: null, faults: ['externalId:invalid', 'linkedId:invalid'] },
    ]);
  });

  it('with a number for an id that is larger than numbers can be is refused', () => {
    const text = example('freeswitch-a-leg.cdr.json').toString();
    const withId = (id: string) => text.replaceAll('"6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01"', id);
    expect(read(withId('9007199254740991'), form).calls[0]?.call.externalId).toBe('9007199254740991');
    expect(refusalOf(withId('9007199254740993'), form)).toBe('json-number-too-large');
  });
});
