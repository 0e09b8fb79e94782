import { describe, expect, it } from '@jest/globals';
import { example, read } from './testing/examples.js';

const SIDECAR = { format: 'sidecar' };
const METADATA = {
  ...{ externalId: 'a-1', startedAt: '2026-03-01T07:15:00Z', endedAt: '2026-03-01T07:19:40Z' },
  ...{ queue: 'user-support', agent: { username: 'maija.malli' } },
};

describe('a sidecar', () => {
  it('is the metadata of a delivery by request, with its audio beside it', () => {
    const { calls, unusable } = read(JSON.stringify({ source: 'pbx-1', ...METADATA }), SIDECAR);
    expect(calls).toMatchObject([{ call: { source: 'pbx-1', externalId: 'a-1' }, audio: { kind: 'beside' } }]);
    expect(unusable).toEqual([]);
  });

  it('may leave the source out, but name no other', () => {
    expect(read(JSON.stringify(METADATA), SIDECAR).calls).toHaveLength(1);
    const other = read(JSON.stringify({ ...METADATA, source: 'pbx-2' }), SIDECAR);
    expect(other).toEqual({
      calls: [],
      unusable: [{ line: null, externalId: 'a-1', faults: ['source:other-source'] }],
    });
  });

  it('that is not whole says which fields are missing or wrong, and no value', () => {
    const wrong = { ...METADATA, queue: undefined, endedAt: 'yesterday', secretField: 'Testi', caller: { phone: 7 } };
    const { unusable } = read(JSON.stringify(wrong), SIDECAR);
    expect(unusable[0]?.faults.toSorted()).toEqual([
      ...['caller.phone:invalid', 'document:unknown-field', 'endedAt:invalid', 'queue:missing'],
    ]);
  });

  it('is refused as a whole where it is no JSON, or holds a name twice', () => {
    for (const text of ['', '[]', '{"a":1,"a":2}', '{"a":"\\ud800"}', `${'['.repeat(100)}${']'.repeat(100)}`]) {
      expect(() => read(text, SIDECAR)).toThrow(expect.objectContaining({ code: 'document-unreadable' }));
    }
  });
});

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
});

describe('SIPREC', () => {
  const mapping = { queue: { constant: 'user-support' } };
  const form = { format: 'siprec', preset: 'siprec', mapping };

  it('is read as RFC 7865 has it, and with a prefix and the older namespace', () => {
    for (const name of ['siprec-rfc7865.xml', 'siprec-prefix.xml']) {
      expect(read(example(name), form).calls).toMatchObject([
        {
          call: {
            ...{ externalId: 'hVpd7YQgRW2nD22h7q60JQ==', linkedId: '7+OTCyoxTmqmqyA/1weDAg==' },
            ...{ startedAt: new Date('2026-03-01T07:15:00Z'), endedAt: new Date('2026-03-01T07:19:40Z') },
            ...{ agent: { extension: '1001' }, caller: { name: 'Testi & Soittaja', phone: '+358401234567' } },
          },
          audio: { kind: 'beside' },
        },
      ]);
    }
  });

  it('of vendors is read with bare ids, times without an offset, and who they say has called', () => {
    expect(read(example('siprec-oracle.xml'), form).calls).toMatchObject([
      { call: { externalId: 'BYiC7uSZQGN3VQdzWI1HWw==', agent: { extension: '1001' }, caller: { phone: 'sipp' } } },
    ]);
    expect(read(example('siprec-oracle-old.xml'), form).calls).toMatchObject([
      { call: { startedAt: new Date('2026-03-01T07:15:00Z'), agent: { extension: 'service' } } },
    ]);
  });

  it('lets the mapping use what vendors add', () => {
    const ucid = { ...form, mapping: { ...mapping, linkedId: { from: ['extension.ucid'], before: [';'] } } };
    expect(read(example('siprec-oracle.xml'), ucid).calls[0]?.call.linkedId).toBe('00FA080001807C4F8D3A2B');
    const queue = { ...form, mapping: { queue: { from: ['extension.call-center.queue'] } } };
    expect(read(example('siprec-rfc7865.xml'), queue).calls[0]?.call.queue).toBe('user-support');
  });

  it('that is partial is not taken for a call', () => {
    const { calls, unusable } = read(example('siprec-partial.xml'), form);
    expect(calls).toEqual([]);
    expect(unusable).toMatchObject([{ externalId: 'hVpd7YQgRW2nD22h7q60JQ==', faults: ['document:partial'] }]);
  });

  it.each([
    ['a document type', '<!DOCTYPE recording SYSTEM "http://x.example/a.dtd"><recording/>'],
    ['an entity that grows', '<!DOCTYPE r [<!ENTITY a "aaaa">]><recording>&a;</recording>'],
    ['an entity of its own', '<recording xmlns="urn:ietf:params:xml:ns:recording:1">&foo;</recording>'],
    ['an instruction', '<?xml-stylesheet href="http://x.example"?><recording/>'],
    ['too many levels', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`],
    ['too many attributes', `<recording ${Array.from({ length: 100 }, (_, n) => `a${n}="1"`).join(' ')}/>`],
    ['another root', '<recording xmlns="urn:other"/>'],
    ['an end that is missing', '<recording xmlns="urn:ietf:params:xml:ns:recording:1">'],
  ])('with %s is refused', (_, text) => {
    expect(() => read(text, form)).toThrow(expect.objectContaining({ code: 'document-unreadable' }));
  });
});

describe('a vCon', () => {
  const form = { format: 'vcon', preset: 'vcon', mapping: { queue: { constant: 'user-support' } } };

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

  it('that asks for an understanding that we do not have is refused, and so is a sealed one', () => {
    const vcon = { uuid: 'u', created_at: '2026-03-01T07:20:00Z', dialog: [] };
    for (const more of [
      { critical: ['x'] },
      { must_support: ['x'] },
      { payload: '' },
      { ciphertext: '' },
      { uuid: '' },
    ]) {
      expect(() => read(JSON.stringify({ ...vcon, ...more }), form)).toThrow(
        expect.objectContaining({ code: 'document-unreadable' }),
      );
    }
    expect(read(JSON.stringify(vcon), form)).toEqual({ calls: [], unusable: [] });
  });
});
