import { describe, expect, it } from '@jest/globals';
import { externalIdOfAudio, mixMonitorName } from './audio-names.js';
import { CDR_COLUMNS } from './presets.js';
import { sourceForm } from './source-form.js';
import { example, read, refusalOf } from './testing/examples.js';

const ASTERISK = { format: 'asterisk-cdr', preset: 'asterisk' };
const FREEPBX = { format: 'asterisk-cdr', preset: 'freepbx' };
const QUEUES = { from: ['dst'], table: { 600: 'user-support' }, unlisted: 'fault' };

describe('Master.csv of Asterisk', () => {
  it('is read in its order, in local time, with one call for all telephones that rang', () => {
    const { calls, unusable } = read(example('asterisk-master.csv'), { ...ASTERISK, mapping: { queue: QUEUES } });
    expect(unusable).toEqual([]);
    expect(calls.map(({ call }) => call.externalId)).toEqual(['1772349300.42', '1772349600.43', '1772352000.44']);
    expect(calls[0]).toMatchObject({
      call: {
        ...{ startedAt: new Date('2026-03-01T07:15:00Z'), answeredAt: new Date('2026-03-01T07:15:21Z') },
        ...{ endedAt: new Date('2026-03-01T07:19:40Z'), queue: 'user-support' },
        ...{ agent: { extension: '1001' }, caller: { name: 'Testi Soittaja', phone: '0401234567' } },
      },
      audio: { names: expect.arrayContaining(['q-600-0401234567-20260301-091500-1772349300.42.wav']) },
      line: 1,
    });
    expect(calls[1]?.call.agent).toEqual({ extension: '1002' });
  });

  it('gives no numbers that could be missing: it counts rows, and some make no call', () => {
    for (const form of [ASTERISK, FREEPBX]) {
      const csv = { ...form, csv: { delimiter: ',', columns: [...CDR_COLUMNS] } };
      const { calls } = read(example('asterisk-master.csv'), csv);
      expect(calls.map(({ call }) => call.sequence)).toEqual([undefined, undefined, undefined]);
    }
  });

  it('gives an outgoing call the agent who dialled, and keeps the number out of the queue', () => {
    const { calls } = read(example('asterisk-master.csv'), ASTERISK);
    expect(calls[2]?.call).toMatchObject({
      ...{ direction: 'outbound', queue: 'desk', agent: { extension: '1001' }, caller: { phone: '0409876543' } },
    });
    const inbound = { direction: { constant: 'inbound' } };
    expect(read(example('asterisk-master.csv'), { ...ASTERISK, mapping: inbound }).unusable).toMatchObject([
      { line: 4, externalId: '1772352000.44', faults: ['queue:looks-like-number'] },
    ]);
  });

  it('is in UTC where the exchange says so', () => {
    const times = { kind: 'local', pattern: 'YYYY-MM-DD HH:mm:ss', zone: 'UTC' };
    const [first] = read(example('asterisk-master.csv'), { ...ASTERISK, times }).calls;
    expect(first?.call.startedAt).toEqual(new Date('2026-03-01T09:15:00Z'));
  });

  it('has no audio where nobody answered, and says why', () => {
    const [line = ''] = example('asterisk-master.csv').toString().split('\n').slice(1);
    const audioOf = (said: string) => read(line.replace('NO ANSWER', said), ASTERISK).calls[0]?.audio;
    expect(audioOf('NO ANSWER')).toEqual({ kind: 'none', reason: 'not-answered' });
    expect(audioOf('BUSY')).toEqual({ kind: 'none', reason: 'busy' });
    expect(audioOf('SOMETHING')).toEqual({ kind: 'none', reason: 'not-recorded' });
    expect(audioOf('ANSWERED')).toMatchObject({ kind: 'named' });
  });

  it('in an order of its own is read by the order of the settings', () => {
    const columns = ['clid', 'src', 'dst', 'start', 'end', 'uniqueid', 'disposition', 'dstchannel'];
    const csv = { delimiter: ',', columns };
    const line = '"""A"" <1>",0401,600,2026-03-01 09:15:00,2026-03-01 09:16:00,1772349300.42,ANSWERED,SIP/1001-0a';
    const mapping = { direction: { constant: 'inbound' } };
    expect(read(line, { ...ASTERISK, csv, mapping }).calls).toMatchObject([{ call: { externalId: '1772349300.42' } }]);
    expect(read(line, { ...ASTERISK, csv }).unusable).toMatchObject([{ faults: ['direction:missing'] }]);
  });
});

describe('a report of FreePBX', () => {
  it('is read by the names of its columns, and knows its files', () => {
    const { calls } = read(example('freepbx-report.csv'), FREEPBX);
    expect(calls).toMatchObject([
      {
        call: { endedAt: new Date('2026-03-01T07:19:40Z'), agent: { extension: '1001' }, queue: '600' },
        audio: { kind: 'named', names: ['q-600-0401234567-20260301-091500-1772349300.42.wav'] },
        line: 2,
      },
      { audio: { kind: 'none', reason: 'no-file-named' } },
    ]);
  });
});

describe('mixMonitorName', () => {
  it.each([
    ['q-600-0401234567-20260301-091500-1772349300.42.wav', '20260301-091500', '1772349300.42'],
    ['2026/03/01/out-09-876-54-1001-20260301-091500-1772349300.42.WAV', '20260301-091500', '1772349300.42'],
    ['20260301-091500-1772349300.42', '20260301-091500', '1772349300.42'],
    ['20260301-091500-1772349300.42.gsm', '20260301-091500', '1772349300.42'],
  ])('takes date and id of %s from the right', (name, startedAt, uniqueId) => {
    expect(mixMonitorName(name)).toEqual({ startedAt, uniqueId });
  });

  it('finds none in other names, and tells an id only for exchanges that name files so', () => {
    for (const name of ['', 'a.wav', '1772349300.42.wav', '20260301-0915-1772349300.42.wav']) {
      expect(mixMonitorName(name)).toBeNull();
    }
    const file = '20260301-091500-1772349300.42.wav';
    expect(externalIdOfAudio(file, sourceForm.parse(FREEPBX))).toBe('1772349300.42');
    expect(externalIdOfAudio(file, sourceForm.parse({ format: 'csv' }))).toBeNull();
  });
});

describe("an operator's CSV", () => {
  const form = {
    format: 'csv',
    ...{ durationUnit: 's', agentAs: 'username', audio: { kind: 'named', names: ['{Tiedosto}'] } },
    csv: { delimiter: ';', encoding: 'windows-1252', decimalComma: true },
    times: { kind: 'local', pattern: 'D.M.YYYY H:mm:ss', zone: 'Europe/Helsinki' },
    mapping: {
      ...{ externalId: { from: ['Tunniste'] }, startedAt: { from: ['Alkoi'] }, endedAt: { from: ['Päättyi'] } },
      ...{ duration: { from: ['Kesto'] }, agent: { from: ['Agentti'] }, note: { from: ['Huomautus'] } },
      ...{ callerPhone: { from: ['Soittaja'] }, callerName: { from: ['Nimi'] }, direction: { constant: 'inbound' } },
      queue: { from: ['Jono'], table: { Käyttäjätuki: 'user-support', Laitteet: 'devices' }, unlisted: 'fault' },
    },
  };

  it('becomes ours by its mapping; a formula stays a text', () => {
    expect(read(example('operator.csv'), form).calls[0]).toMatchObject({
      call: {
        ...{ queue: 'user-support', agent: { username: 'maija.malli' }, note: '=HYPERLINK("http://x.example")' },
        ...{ startedAt: new Date('2026-03-01T07:15:00Z'), endedAt: new Date('2026-03-01T07:19:40Z') },
        caller: { name: 'Åke Testi', phone: '+358401234567' },
      },
      audio: { names: ['A-1001.wav'] },
      line: 2,
    });
  });

  it('has the end by the length where it has no end; an hour that comes twice is the earlier one', () => {
    const [, second] = read(example('operator.csv'), form).calls;
    expect(second?.call).toMatchObject({
      ...{ startedAt: new Date('2026-10-25T00:30:00Z'), endedAt: new Date('2026-10-25T00:31:35.500Z') },
    });
  });

  it('has the later of the two hours where the end and the length say so', () => {
    const [, , third] = read(example('operator.csv'), form).calls;
    expect(third?.call).toMatchObject({
      ...{ startedAt: new Date('2026-10-25T00:50:00Z'), endedAt: new Date('2026-10-25T01:10:00Z') },
    });
  });

  it('that cannot be used says by line which fields are wrong, and repeats nothing', () => {
    expect(read(example('operator.csv'), form).unusable).toEqual([
      { line: 5, externalId: 'A-1004', faults: ['startedAt:skipped-hour'] },
      { line: 6, externalId: 'A-1005', faults: ['queue:unlisted', 'agent:missing'] },
    ]);
  });

  it('is read in UTF-8 with a mark, whatever the settings say, and refused in letters that it is not written in', () => {
    const text = new TextDecoder('windows-1252').decode(example('operator.csv'));
    const utf8 = { ...form, csv: { ...form.csv, encoding: 'utf-8' } };
    expect(read(`\ufeff${text}`, utf8).calls).toHaveLength(3);
    expect(read(`\ufeff${text}`, form).calls[0]?.call.caller?.name).toBe('Åke Testi');
    expect(() => read(example('operator.csv'), utf8)).toThrow(expect.objectContaining({ code: 'document-unreadable' }));
  });

  const HEADER = 'Tunniste;Alkoi;Kesto;Jono;Agentti;Tiedosto';
  const rowOf = (id: string) => `${id};1.3.2026 9:15:00;9;Laitteet;m;${id}.wav`;
  const utf8 = { ...form, csv: { ...form.csv, encoding: 'utf-8' } };

  it('loses no row after a line that is no CSV, one with a quote that nothing closes, and one that is too long', () => {
    const broken = ['a;b;c;d;e;f;g', `"${rowOf('B')}`, rowOf('x'.repeat(65_537))];
    const lines = [HEADER, rowOf('A'), broken[0], rowOf('C'), broken[1], rowOf('D'), broken[2], rowOf('E')];
    const { calls, unusable } = read(lines.join('\r\n'), utf8);
    expect(calls.map(({ call, line }) => [call.externalId, line])).toEqual([
      ...[
        ['A', 2],
        ['C', 4],
        ['D', 6],
        ['E', 8],
      ],
    ]);
    expect(unusable).toEqual([3, 5, 7].map(line => ({ line, externalId: null, faults: ['line:invalid'] })));
  });

  it('loses no row between two quotes that are each alone in their line', () => {
    const { calls, unusable } = read([HEADER, `"${rowOf('A')}`, rowOf('B'), `"${rowOf('C')}`].join('\n'), utf8);
    expect(calls.map(({ call }) => call.externalId)).toEqual(['B']);
    expect(unusable.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('loses none of many rows, and has each under its own line', () => {
    const ids = Array.from({ length: 50 }, (_, n) => `"A-${n}"`);
    const lines = ids.map((id, n) => (n === 20 || n === 33 ? `"${id}` : rowOf(id).replace(/[^;]*$/, 'a.wav')));
    const { calls, unusable } = read([HEADER, ...lines].join('\n'), utf8);
    expect(unusable.map(({ line }) => line)).toEqual([22, 35]);
    expect(calls).toHaveLength(48);
    expect(calls.every(({ call, line }) => call.externalId === `A-${(line ?? 0) - 2}`)).toBe(true);
  });

  it('has rows of a certain length at most', () => {
    const rows = [rowOf('A').padEnd(65_536, 'x'), rowOf('B').padEnd(65_537, 'x')];
    const { calls, unusable } = read([HEADER, ...rows].join('\n'), utf8);
    expect(calls.map(({ call }) => call.externalId)).toEqual(['A']);
    expect(unusable).toEqual([{ line: 3, externalId: null, faults: ['line:invalid'] }]);
  });

  it('is refused where its names cannot be read', () => {
    expect(refusalOf(`"${HEADER}\n${rowOf('A')}`, utf8)).toBe('no-line-with-names');
    expect(refusalOf('\n\n', utf8)).toBe('no-line-with-names');
  });

  it.each([
    ['rows', (more: number) => `${HEADER}\n${'a\n'.repeat(20_000 + more)}`],
    [
      'columns',
      (more: number) =>
        Array<string>(200 + more)
          .fill('a')
          .join(';'),
    ],
    ['bytes', (more: number) => `${HEADER}\n`.padEnd(4 * 2 ** 20 + more)],
  ])('has no more than so many %s', (_, withMore) => {
    expect([refusalOf(withMore(0), utf8), refusalOf(withMore(1), utf8)]).toEqual([null, 'too-large']);
  });

  it.each([
    ['a control character', 'A\0B', 'externalId:invalid'],
    ['too many letters', 'x'.repeat(201), 'externalId:invalid'],
    ["somebody's number", '+358401234567', 'externalId:looks-like-number'],
  ])('with %s for an id cannot be used, and has no id', (_, id, what) => {
    expect(read([HEADER, rowOf(id).replace(`${id}.wav`, 'a.wav')].join('\n'), utf8).unusable).toEqual([
      { line: 2, externalId: null, faults: [what] },
    ]);
  });

  it("keeps somebody's number out of the names of agents and of the contact, unless the table says whose it is", () => {
    const numbered = {
      ...utf8.mapping,
      linkedId: { constant: 'tel:+358401234567' },
      agent: { constant: '0401234567' },
    };
    expect(read([HEADER, rowOf('A')].join('\n'), { ...utf8, mapping: numbered }).unusable).toMatchObject([
      { externalId: 'A', faults: ['linkedId:looks-like-number', 'agent:looks-like-number'] },
    ]);
    const agent = { from: ['Agentti'], table: { '0401234567': 'maija.malli' } };
    const row = rowOf('A').replace(';m;', ';0401234567;');
    expect(read([HEADER, row].join('\n'), { ...utf8, mapping: { ...utf8.mapping, agent } }).calls).toMatchObject([
      { call: { agent: { username: 'maija.malli' } } },
    ]);
  });

  it('that does not say which way a call went cannot be used', () => {
    const mapping = { ...utf8.mapping, direction: { from: ['Suunta'] } };
    expect(read([HEADER, rowOf('A')].join('\n'), { ...utf8, mapping }).unusable).toMatchObject([
      { externalId: 'A', faults: ['direction:missing'] },
    ]);
  });

  it('tells which announcement played only where it says that one did', () => {
    const noticeOf = (played: object) => {
      const notice = { noticeVersion: { constant: '2026-1' }, noticePlayed: played };
      return read([HEADER, rowOf('A')].join('\n'), { ...utf8, mapping: { ...utf8.mapping, ...notice } }).calls[0]?.call
        .notice;
    };
    expect(noticeOf({ from: ['Tiedote'] })).toBeUndefined();
    expect(noticeOf({ constant: 'true' })).toEqual({ played: true, version: '2026-1' });
  });

  it('names two calls alike only once', () => {
    const wrong = rowOf('B').replace('Laitteet', 'Vaihde');
    const lines = [HEADER, rowOf('A'), rowOf('A').replace('A.wav', 'b.wav'), wrong, wrong];
    const { calls, unusable } = read(lines.join('\n'), utf8);
    expect(calls).toHaveLength(1);
    expect(unusable.map(({ line, externalId, faults }) => [line, externalId, faults])).toEqual([
      [4, 'B', ['queue:unlisted']],
      [5, null, ['queue:unlisted']],
      [3, null, ['externalId:twice']],
    ]);
  });
});
