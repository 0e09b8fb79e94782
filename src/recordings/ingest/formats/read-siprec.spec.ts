import { describe, expect, it } from '@jest/globals';
import { example, read, refusalOf } from './testing/examples.js';

const NAMESPACE = 'urn:ietf:params:xml:ns:recording:1';

describe('SIPREC', () => {
  const mapping = { queue: { constant: 'user-support' }, direction: { constant: 'inbound' } };
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
    const named = { ...form, mapping: { ...mapping, agent: { from: ['participants.1.user'] } } };
    expect(read(example('siprec-oracle-old.xml'), named).calls).toMatchObject([
      { call: { startedAt: new Date('2026-03-01T07:15:00Z'), agent: { extension: 'service' } } },
    ]);
  });

  it('lets the mapping use what vendors add', () => {
    const ucid = { ...form, mapping: { ...mapping, linkedId: { from: ['extension.ucid'], before: [';'] } } };
    expect(read(example('siprec-oracle.xml'), ucid).calls[0]?.call.linkedId).toBe('00FA080001807C4F8D3A2B');
    const queue = { ...form, mapping: { ...mapping, queue: { from: ['extension.call-center.queue'] } } };
    expect(read(example('siprec-rfc7865.xml'), queue).calls[0]?.call.queue).toBe('user-support');
  });

  const NUMBER = 'sip:+358401234567@carrier.example.org';
  const session = (participants: string, { mode = 'complete', id = 's-1' } = {}): string =>
    `<recording xmlns="${NAMESPACE}"><datamode>${mode}</datamode><session session_id="${id}">` +
    `<start-time>2026-03-01T07:15:00Z</start-time><stop-time>2026-03-01T07:19:40Z</stop-time></session>` +
    `${participants}</recording>`;
  const participant = (aor: string, calls = false): string =>
    `<participant><nameID aor="${aor}"/>${calls ? '<callingParty>true</callingParty>' : ''}</participant>`;
  const BOTH = participant(NUMBER, true) + participant('1001');

  describe('tells which way a call went, and who the agent is', () => {
    const untold = { ...form, mapping: { queue: mapping.queue } };

    it.each([
      ['a number outside calls', BOTH, 'inbound', '1001', '+358401234567'],
      [
        'the house calls a number outside',
        participant(NUMBER) + participant('1001', true),
        'outbound',
        '1001',
        '+358401234567',
      ],
      ['the house calls the house', participant('1002', true) + participant('1001'), 'internal', '1001', '1002'],
    ])('where %s', (_, participants, direction, extension, phone) => {
      expect(read(session(participants), untold).calls).toMatchObject([
        { call: { direction, agent: { extension }, caller: { phone } } },
      ]);
    });

    it.each([
      ['nobody is said to have called', participant(NUMBER) + participant('1001'), ['direction:missing']],
      ['both have called', participant(NUMBER, true) + participant('1001', true), ['direction:missing']],
      ['only the house is there', participant('1001', true), ['direction:missing']],
      ['somebody has a name alone', `${BOTH}${participant('sip:palvelu@x.example')}`, ['direction:missing']],
      [
        'nobody is of the house',
        participant(NUMBER, true) + participant('0409876543'),
        ['direction:missing', 'agent:missing'],
      ],
    ])('but not where %s', (_, participants, faults) => {
      expect(read(session(participants), untold).unusable).toEqual([{ line: null, externalId: 's-1', faults }]);
    });

    it("and never takes somebody's number for an agent's, even where the mapping does", () => {
      const wrong = { ...form, mapping: { ...mapping, agent: { from: ['caller.user'] } } };
      expect(read(session(BOTH), wrong).unusable).toMatchObject([{ faults: ['agent:looks-like-number'] }]);
    });
  });

  it('that is partial is a call only where nothing is missing', () => {
    const { calls, unusable } = read(example('siprec-partial.xml'), form);
    expect(calls).toEqual([]);
    expect(unusable).toMatchObject([{ externalId: 'hVpd7YQgRW2nD22h7q60JQ==', faults: ['document:partial'] }]);
    expect(read(session(BOTH, { mode: 'partial' }), form).calls).toMatchObject([{ call: { externalId: 's-1' } }]);
    expect(read(session(BOTH, { mode: 'partial', id: 'x'.repeat(201) }), form).unusable).toMatchObject([
      { externalId: null, faults: ['externalId:invalid'] },
    ]);
  });

  it('of several sessions cannot be used: whose audio it is cannot be known', () => {
    const two = session(BOTH).replace('<participant>', '<session session_id="s-2"/><participant>');
    expect(read(two, form)).toEqual({
      calls: [],
      unusable: [{ line: null, externalId: 's-1', faults: ['session:twice'] }],
    });
  });

  const ROOT = `<recording xmlns="${NAMESPACE}">`;
  it.each([
    ['a document type', `<!DOCTYPE recording SYSTEM "http://x.example/a.dtd">${ROOT}</recording>`, 'xml-doctype'],
    ['an entity that grows', `<!DOCTYPE r [<!ENTITY a "aaaa">]>${ROOT}&a;</recording>`, 'xml-doctype'],
    ['an entity of its own', `${ROOT}&foo;</recording>`, 'xml'],
    ['an instruction', `<?xml-stylesheet href="http://x.example"?>${ROOT}</recording>`, 'xml-instruction'],
    ['another root', `<other xmlns="${NAMESPACE}"/>`, 'not-siprec'],
    ['a root that is of no namespace', '<recording/>', 'not-siprec'],
    ['a root of another namespace', '<recording xmlns="urn:other"/>', 'not-siprec'],
    ['an end that is missing', ROOT, 'xml'],
  ])('with %s is refused for that', (_, text, why) => {
    expect(refusalOf(text, form)).toBe(why);
    expect(refusalOf(`${ROOT}</recording>`, form)).toBeNull();
  });

  const levels = (count: number) => `${ROOT}${'<a>'.repeat(count - 1)}${'</a>'.repeat(count - 1)}</recording>`;
  const elements = (count: number) => `${ROOT}${'<a/>'.repeat(count - 1)}</recording>`;
  const attributes = (count: number) =>
    `${ROOT}<a ${Array.from({ length: count }, (_, n) => `a${n}="1"`).join(' ')}/></recording>`;
  const bytes = (count: number) => `${ROOT}</recording>`.padEnd(count);
  it.each([
    ['levels', levels, 24, 'xml-too-deep-or-large'],
    ['elements', elements, 20_000, 'xml-too-deep-or-large'],
    ['attributes', attributes, 64, 'xml-too-many-attributes'],
    ['bytes', bytes, 2 ** 20, 'too-large'],
  ])('has no more than so many %s', (_, document, most, why) => {
    expect([refusalOf(document(most), form), refusalOf(document(most + 1), form)]).toEqual([null, why]);
  });
});
