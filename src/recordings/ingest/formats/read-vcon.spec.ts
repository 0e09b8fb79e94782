import { describe, expect, it } from '@jest/globals';
import { example, read, refusalOf } from './testing/examples.js';

describe('a vCon', () => {
  const mapping = { queue: { constant: 'user-support' }, direction: { constant: 'inbound' } };
  const form = { format: 'vcon', preset: 'vcon', mapping };

  it('gives a recording for each dialog with audio in it, all of one contact', () => {
    const { calls } = read(example('vcon-0.4.0.json'), form);
    expect(calls.map(({ call }) => [call.externalId, call.linkedId, call.agent])).toEqual([
      ...[0, 2].map(n => [
        `018e3f72-c3a8-8b8e-b468-6ebf2e2e8c14/${n}`,
        '018e3f72-c3a8-8b8e-b468-6ebf2e2e8c14',
        { directoryId: n === 0 ? 'maija.malli@example.org' : 'teppo.testi@example.org' },
      ]),
    ]);
    expect(calls.map(({ call }) => call.endedAt.getTime() - call.startedAt.getTime())).toEqual([245_500, 60_000]);
    expect(calls[1]?.audio).toEqual({ kind: 'inline', bytes: Buffer.from('OggS second') });
  });

  it('fetches nothing: a dialog at an address cannot be used', () => {
    const { unusable } = read(example('vcon-0.4.0.json'), form);
    expect(unusable).toMatchObject([
      { externalId: '018e3f72-c3a8-8b8e-b468-6ebf2e2e8c14/3', faults: ['external-url'] },
    ]);
  });

  it('is read with its older names', () => {
    expect(read(example('vcon-0.0.1.json'), form).calls).toMatchObject([
      { call: { agent: { directoryId: '1001' }, caller: { phone: '+358401234567' } }, audio: { kind: 'inline' } },
    ]);
  });

  it('whose audio is not what its hash says cannot be used', () => {
    for (const name of ['vcon-0.4.0.json', 'vcon-0.0.1.json']) {
      const changed = example(name).toString().replace('"body": "UklGR', '"body": "UklGS');
      expect(read(changed, form).unusable[0]?.faults).toEqual(['audio:hash-mismatch']);
    }
  });

  const VCON = { uuid: 'u', created_at: '2026-03-01T07:20:00Z', dialog: [] };

  it.each([
    ['an extension that is asked for', { critical: ['x'] }, 'critical'],
    ['one that is asked for by its older name', { must_support: ['x'] }, 'critical'],
    ['something asked for that is no list', { critical: 'x' }, 'critical'],
    ['null asked for', { critical: null }, 'critical'],
    ['a signature', { payload: '' }, 'signed-or-encrypted'],
    ['a seal', { ciphertext: '' }, 'signed-or-encrypted'],
    ['no name of its own', { uuid: '' }, 'not-a-vcon'],
    ['no time of its own', { created_at: undefined }, 'not-a-vcon'],
    ['a number for its name that is larger than numbers can be', { uuid: 2 ** 53 }, 'json-number-too-large'],
  ])('with %s is refused for that', (_, more, why) => {
    expect(refusalOf(JSON.stringify({ ...VCON, ...more }), form)).toBe(why);
    expect(read(JSON.stringify({ ...VCON, critical: [], must_support: [] }), form).unusable).toMatchObject([
      { faults: ['dialog:missing'] },
    ]);
  });

  it.each([
    ['no dialog', undefined, 'dialog:missing'],
    ['an empty one', [], 'dialog:missing'],
    ['texts alone', [{ type: 'text', body: 'Hei' }, { type: 'transfer' }], 'dialog:missing'],
    ['a dialog that is no list', {}, 'dialog:invalid'],
    ['null for it', null, 'dialog:invalid'],
    ['a text for it', 'x', 'dialog:invalid'],
  ])('with %s cannot be used: it is never nothing', (_, dialog, faulty) => {
    expect(read(JSON.stringify({ ...VCON, dialog }), form)).toEqual({
      calls: [],
      unusable: [{ line: null, externalId: 'u', faults: [faulty] }],
    });
  });

  it('says of each dialog that is none that it cannot be used, and reads the others', () => {
    const audio = { mediatype: 'audio/ogg', encoding: 'base64url', body: 'T2dn' };
    const dialog = { type: 'recording', start: '2026-03-01T07:15:00Z', duration: 60, ...audio };
    const { calls, unusable } = read(
      JSON.stringify({ ...VCON, parties: [NUMBER, MAIJA], dialog: ['x', dialog, null] }),
      form,
    );
    expect(calls.map(({ call }) => call.externalId)).toEqual(['u/1']);
    expect(unusable).toEqual(
      ['u/0', 'u/2'].map(externalId => ({ line: null, externalId, faults: ['dialog:invalid'] })),
    );
  });

  const NUMBER = { tel: 'tel:+358401234567' };
  const MAIJA = { mailto: 'maija.malli@example.org', role: 'agent' };
  const withDialog = (parties: readonly object[], more: object, of: object = {}): string => {
    const audio = { mediatype: 'audio/ogg', encoding: 'base64url', body: 'T2dn' };
    const dialog = { type: 'recording', start: '2026-03-01T07:15:00Z', duration: 60, ...audio, ...more };
    return JSON.stringify({ ...VCON, parties, dialog: [dialog], ...of });
  };

  describe('tells which way a call went, and who the agent is', () => {
    const untold = { ...form, mapping: { queue: mapping.queue } };

    it.each([
      ['a number outside calls', [NUMBER, MAIJA], 0, 'inbound', MAIJA.mailto],
      ['the agent calls', [NUMBER, MAIJA], 1, 'outbound', MAIJA.mailto],
      ['a customer by role calls', [{ name: 'Testi', role: 'customer' }, MAIJA], 0, 'inbound', MAIJA.mailto],
      ['a number calls one of the house', [NUMBER, { tel: '1001' }], 0, 'inbound', '1001'],
      ['agents talk with each other', [MAIJA, { ...MAIJA, mailto: 'teppo@x.example' }], 1, 'internal', MAIJA.mailto],
    ])('where %s', (_, parties, originator, direction, directoryId) => {
      expect(read(withDialog(parties, { originator }), untold).calls).toMatchObject([
        { call: { direction, agent: { directoryId } } },
      ]);
    });

    it.each([
      ['nobody is said to have called', [NUMBER, MAIJA], undefined, ['direction:missing']],
      ['a third one is there', [NUMBER, MAIJA, { name: 'Testi' }], 0, ['direction:missing']],
      ['the other has neither number nor role', [{ name: 'Testi' }, MAIJA], 0, ['direction:missing']],
      [
        'nobody has a role or a number of the house',
        [NUMBER, { tel: '0409876543' }],
        0,
        ['direction:missing', 'agent:missing'],
      ],
      ['the customer alone is there', [NUMBER], 0, ['direction:missing', 'agent:missing']],
    ])('but not where %s', (_, parties, originator, faults) => {
      expect(read(withDialog(parties, { originator }), untold).unusable).toMatchObject([{ externalId: 'u/0', faults }]);
    });

    it("and never takes somebody's number for the name of an agent", () => {
      const agent = { tel: 'tel:+358409876543', role: 'agent' };
      expect(read(withDialog([NUMBER, agent], {}), form).unusable).toMatchObject([
        { faults: ['agent:looks-like-number'] },
      ]);
    });
  });

  it('with a control character in its name cannot be used, and its recordings have no id', () => {
    const named = (more: object) => read(withDialog([NUMBER, MAIJA], more, { uuid: 'a\0b' }), form).unusable;
    expect(named({})).toEqual([{ line: null, externalId: null, faults: ['externalId:invalid', 'linkedId:invalid'] }]);
    expect(named({ body: undefined })).toEqual([{ line: null, externalId: null, faults: ['audio:missing'] }]);
  });
});
